package payments.local.pulumi;

import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import payments.local.LocalException;

/**
 * The lock of Pulumi's file backend on one stack: a {@code .json} file for each process that holds
 * it, and beside each a {@code .attrs} file of the storage library's.
 */
final class StackLock {
  private final String stack;
  private final Path folder;

  /**
   * @param stack the stack's name
   * @param folder where the files are; there need not be one
   */
  StackLock(String stack, Path folder) {
    this.stack = stack;
    this.folder = folder;
  }

  /**
   * Whether processes that have ended left it.
   *
   * @throws LocalException if it is that of a Pulumi which still runs, or cannot be read
   */
  boolean isLeft() {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> locks = files.filter(file -> file.toString().endsWith(".json")).toList();
      for (Path lock : locks) {
        requireDead(owner(lock));
      }
      return !locks.isEmpty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private long owner(Path lock) throws IOException {
    try {
      return JsonParser.parseString(Files.readString(lock))
          .getAsJsonObject()
          .get("pid")
          .getAsLong();
    } catch (JsonParseException
        | IllegalStateException
        | NullPointerException
        | UnsupportedOperationException
        | NumberFormatException e) {
      throw new LocalException(
          "the lock %s does not say who holds it: make sure that no pulumi works on %s, then delete the file"
              .formatted(lock, stack),
          e);
    }
  }

  private void requireDead(long pid) {
    if (isPulumi(pid)) {
      throw new LocalException(
          "pulumi (process %d) is working on %s: wait for it, or stop it".formatted(pid, stack));
    }
  }

  /**
   * Goes by the process's name, which everybody may read; the path of its program is for its own
   * user only, and changes when the program is replaced.
   */
  private static boolean isPulumi(long pid) {
    try {
      return Files.readString(
              Path.of("/proc", Long.toString(pid), "comm"), StandardCharsets.ISO_8859_1)
          .strip()
          .equals("pulumi");
    } catch (IOException e) {
      return false;
    }
  }
}
