package payments.local.drill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import payments.local.pulumi.PulumiProject;

/** A dry run checks all and changes nothing, byte by byte. */
final class DryRun implements Drill {
  @Override
  public String name() {
    return "dry-run";
  }

  @Override
  public String shows() {
    return "a dry run changes neither states nor settings nor records";
  }

  @Override
  public void run(Scene scene, Findings findings) {
    Map<String, String> before = snapshot(scene);
    ShiftRun tool = scene.shift("green", "--dry-run", "--steps", "50,100");
    int exit = tool.exit(Scene.PATIENCE);
    findings.check(exit == 0, "the tool's exit code is %d, not 0:%n%s", exit, tool.tail());
    Map<String, String> after = snapshot(scene);
    List<String> changed = new ArrayList<>();
    before.forEach(
        (what, content) -> {
          if (!content.equals(after.get(what))) {
            changed.add(what);
          }
        });
    after.keySet().stream().filter(what -> !before.containsKey(what)).forEach(changed::add);
    findings.check(changed.isEmpty(), "changed: %s", changed);
    findings.figure(
        "%d files and the records compared, %d changed", before.size() - 1, changed.size());
    findings.check(
        tool.output().contains("50"), "it does not say what it would do:%n%s", tool.output());
  }

  /** The states and their history, the settings, and the records, by name. */
  private static Map<String, String> snapshot(Scene scene) {
    Map<String, String> snapshot = new TreeMap<>();
    Path state = scene.site().state(PulumiProject.SHARED).getParent().getParent().getParent();
    for (Path folder : List.of(state, scene.site().layout().pulumiProject())) {
      try (Stream<Path> files = Files.walk(folder)) {
        files
            .filter(Files::isRegularFile)
            .forEach(file -> snapshot.put(folder.relativize(file).toString(), read(file)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    snapshot.put("records", scene.sampler().last().toString());
    return snapshot;
  }

  private static String read(Path file) {
    try {
      return java.util.Base64.getEncoder().encodeToString(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
