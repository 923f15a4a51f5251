package payments.local.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Who listens on a port, as far as {@code /proc} lets this user see. */
public final class PortOwner {
  private static final String LISTENING = "0A";

  private PortOwner() {}

  /** Describes the process that listens on the port, as {@code nginx (process 123)}. */
  public static Optional<String> describe(int port) {
    Optional<String> socket =
        inode(Path.of("/proc/net/tcp"), port).or(() -> inode(Path.of("/proc/net/tcp6"), port));
    return socket.flatMap(PortOwner::holder);
  }

  private static Optional<String> inode(Path table, int port) {
    try {
      return Files.readAllLines(table).stream()
          .skip(1)
          .map(line -> List.of(line.strip().split("\\s+", -1)))
          .filter(fields -> fields.get(3).equals(LISTENING))
          .filter(fields -> fields.get(1).endsWith(":%04X".formatted(port)))
          .map(fields -> fields.get(9))
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> holder(String inode) {
    String link = "socket:[" + inode + "]";
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (Path process : processes) {
        if (holds(process, link)) {
          String name =
              Files.readString(process.resolve("comm"), StandardCharsets.ISO_8859_1).strip();
          return Optional.of("%s (process %s)".formatted(name, process.getFileName()));
        }
      }
    } catch (IOException e) {
      return Optional.empty();
    }
    return Optional.empty();
  }

  private static boolean holds(Path process, String link) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(process.resolve("fd"))) {
      for (Path file : files) {
        if (Files.readSymbolicLink(file).toString().equals(link)) {
          return true;
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      return false; // it ended meanwhile, or belongs to another user
    }
    return false;
  }
}
