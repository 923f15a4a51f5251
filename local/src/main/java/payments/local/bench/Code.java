package payments.local.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import payments.local.LocalException;

/**
 * An unpacked zip of the functions.
 *
 * @param folder where it is
 */
record Code(Path folder) {
  /** {@code bootstrap} takes more options of the JVM from it; so do the commands here. */
  private static final String MORE_OPTIONS = "PAYMENTS_LOCAL_JAVA_OPTIONS";

  private static final String BENCH_PACKAGE = "payments/bench";
  private static final Pattern OPTION = Pattern.compile("(?<=\\s)-XX?:?[\\w:+=-]+(?=\\s)");

  /**
   * Unpacks a zip.
   *
   * @throws LocalException if that cannot be done
   */
  static Code unpack(Path zip, Path folder) {
    try (ZipFile file = new ZipFile(zip.toFile())) {
      Enumeration<? extends ZipEntry> entries = file.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        Path path = folder.resolve(entry.getName()).normalize();
        if (entry.isDirectory() || !path.startsWith(folder)) {
          continue;
        }
        Files.createDirectories(path.getParent());
        try (InputStream content = file.getInputStream(entry)) {
          Files.copy(content, path);
        }
      }
      Files.setPosixFilePermissions(
          folder.resolve("bootstrap"), PosixFilePermissions.fromString("rwxr-xr-x"));
    } catch (IOException e) {
      throw new LocalException("cannot unpack %s: `make package` builds it".formatted(zip), e);
    }
    return new Code(folder);
  }

  /**
   * Adds what only the bench runs.
   *
   * @param tests the function's compiled tests
   */
  Code withBench(Path tests) {
    Path jar = folder.resolve("lib/bench.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
        Stream<Path> classes = Files.list(tests.resolve(BENCH_PACKAGE))) {
      for (Path type : classes.toList()) {
        out.putNextEntry(new ZipEntry(BENCH_PACKAGE + "/" + type.getFileName()));
        Files.copy(type, out);
      }
    } catch (IOException e) {
      throw new LocalException("cannot add the function's tests: `make package` builds them", e);
    }
    return this;
  }

  /** The function as Lambda starts it. */
  List<String> bootstrap() {
    return List.of(folder.resolve("bootstrap").toString());
  }

  /** A program of the bench in a JVM with the options of {@code bootstrap}. */
  List<String> program(String type) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options());
    command.addAll(List.of("-cp", folder + "/lib/*", type));
    return command;
  }

  /** The JVM's options that the script spells out. Not {@code -Xmx}, which it computes. */
  static List<String> optionsIn(String bootstrap) {
    return OPTION.matcher(bootstrap).results().map(MatchResult::group).toList();
  }

  /** Those of {@code bootstrap}: its heap is three quarters of the function's memory. */
  private List<String> options() {
    try {
      List<String> options = new ArrayList<>();
      options.add("-Xmx" + Report.MEMORY_MEBIBYTES * 3 / 4 + "m");
      options.addAll(optionsIn(Files.readString(folder.resolve("bootstrap"))));
      Arrays.stream(System.getenv().getOrDefault(MORE_OPTIONS, "").split(" "))
          .filter(option -> !option.isBlank())
          .forEach(options::add);
      return options;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
