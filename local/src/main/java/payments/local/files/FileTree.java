package payments.local.files;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import payments.local.LocalException;
import payments.local.process.Pause;

/** A folder and all that is in it. */
public final class FileTree {
  private static final int ATTEMPTS = 10;

  private FileTree() {}

  /**
   * Deletes it; does nothing if it is not there. Links are deleted, not followed. A process that is
   * ending may remove or add files meanwhile.
   *
   * @throws LocalException naming what cannot be deleted
   */
  public static void delete(Path tree) {
    delete(tree, new Deletion());
  }

  static void delete(Path tree, Deletion deletion) {
    for (int attempt = 1; Files.exists(tree, LinkOption.NOFOLLOW_LINKS); attempt++) {
      try {
        Files.walkFileTree(tree, deletion);
      } catch (DirectoryNotEmptyException e) {
        if (attempt == ATTEMPTS) {
          throw new LocalException(
              "cannot delete %s: files keep appearing in it; end the process that writes them"
                  .formatted(e.getMessage()),
              e);
        }
        Pause.of(Duration.ofMillis(100));
      } catch (IOException e) {
        throw new LocalException("cannot delete %s: %s".formatted(tree, e), e);
      }
    }
  }

  /** Deletes each file, and each folder once it is empty. */
  static class Deletion extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException problem) throws IOException {
      if (problem instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw problem;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, IOException problem) throws IOException {
      if (problem != null) {
        throw problem;
      }
      Files.deleteIfExists(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
