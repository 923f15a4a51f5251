package payments.local.aurora;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import payments.local.files.AtomicFile;

/**
 * The file that a JVM started with {@code -Djdk.net.hosts.file} resolves names from. With it the
 * JDK asks nobody else, so localhost is in it too. The JDK reads it anew for each name it looks up.
 */
public final class HostsFile {
  private final Path file;

  /**
   * @param file where it is
   */
  public HostsFile(Path file) {
    this.file = file;
  }

  /**
   * Writes it.
   *
   * @param addresses address by host name
   */
  public void write(Map<String, String> addresses) {
    String text =
        new TreeMap<>(addresses)
            .entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey() + "\n")
                .collect(Collectors.joining("", "127.0.0.1 localhost\n", ""));
    AtomicFile.write(file, text);
  }
}
