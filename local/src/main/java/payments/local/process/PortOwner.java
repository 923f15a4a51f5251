package payments.local.process;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who listens on a port, as far as {@code /proc} lets this user see. */
public final class PortOwner {
  private static final String LISTENING = "0A";
  private static final String ANY = "00000000";

  /** How {@code tcp6} writes the first 12 bytes of an IPv4 address that is mapped to IPv6. */
  private static final String MAPPED = "0000000000000000FFFF0000";

  private PortOwner() {}

  /**
   * Describes the process that listens on an address and port, as {@code nginx (process 123)}, be
   * it on this address or on all. Empty if nobody does.
   *
   * @param address an IPv4 address
   */
  public static Optional<String> describe(InetAddress address, int port) {
    String own = hex(address);
    Set<String> asIpv4 = Set.of(ANY, own);
    Set<String> asIpv6 = Set.of(ANY.repeat(4), MAPPED + ANY, MAPPED + own);
    return inode(Path.of("/proc/net/tcp"), asIpv4, port)
        .or(() -> inode(Path.of("/proc/net/tcp6"), asIpv6, port))
        .map(inode -> holder(inode).orElse("a process that this user may not look into"));
  }

  /** As the kernel writes it: four bytes as one number of this machine's byte order. */
  private static String hex(InetAddress address) {
    return "%08X"
        .formatted(ByteBuffer.wrap(address.getAddress()).order(ByteOrder.nativeOrder()).getInt());
  }

  private static Optional<String> inode(Path table, Set<String> addresses, int port) {
    try {
      return Files.readAllLines(table).stream()
          .skip(1)
          .map(line -> List.of(line.strip().split("\\s+", -1)))
          .filter(fields -> fields.get(3).equals(LISTENING))
          .filter(fields -> listens(fields.get(1), addresses, port))
          .map(fields -> fields.get(9))
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static boolean listens(String local, Set<String> addresses, int port) {
    int colon = local.indexOf(':');
    return addresses.contains(local.substring(0, colon))
        && local.substring(colon + 1).equals("%04X".formatted(port));
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
