package payments.local.pulumi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import payments.local.files.AtomicFile;

/**
 * The creations of one stack that were cut off, remembered until an update succeeds: reading the
 * stack anew drops them from its state, and they are the only proof that something which "exists
 * already" was made here.
 */
final class InterruptedCreations {
  private final Path file;

  /**
   * @param file one URN a line
   */
  InterruptedCreations(Path file) {
    this.file = file;
  }

  Set<String> urns() {
    try {
      return Files.exists(file) ? new TreeSet<>(Files.readAllLines(file)) : Set.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void add(Set<String> urns) {
    Set<String> all = new TreeSet<>(urns());
    if (all.addAll(urns)) {
      AtomicFile.write(file, String.join("\n", all) + "\n");
    }
  }

  void forget() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
