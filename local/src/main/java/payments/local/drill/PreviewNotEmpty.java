package payments.local.drill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import payments.local.files.AtomicFile;

/** A setting of green was changed and not brought up: no customer is moved to what nobody saw. */
final class PreviewNotEmpty implements Drill {
  private static final String SETTING = "payments:logRetentionDays";

  @Override
  public String name() {
    return "preview-not-empty";
  }

  @Override
  public String shows() {
    return "a color with a setting that was not brought up is refused";
  }

  @Override
  public void run(Scene scene, Findings findings) {
    Path settings = scene.site().layout().pulumiProject().resolve("Pulumi.green.yaml");
    String before = read(settings);
    try {
      scene.site().pulumi().set("green", SETTING, "30");
      Refusal.of(scene, "green", "preview of stack green is not empty", findings);
    } finally {
      AtomicFile.write(settings, before);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
