package payments.local.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One process for certain: process ids are used again, a pair of id and start time is not.
 *
 * @param pid the process id
 * @param start when it started, in clock ticks since boot (field 22 of {@code /proc/PID/stat}, see
 *     proc_pid_stat(5))
 * @param boot the running boot's id, since ticks start again with each
 */
public record ProcessIdentity(long pid, String start, String boot) {
  private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

  /** The process that has this id now; empty if there is none or it has ended already. */
  public static Optional<ProcessIdentity> of(long pid) {
    try {
      String stat =
          Files.readString(
              Path.of("/proc", Long.toString(pid), "stat"), StandardCharsets.ISO_8859_1);
      // The second field is the program's name in parentheses and may itself hold spaces and ')'.
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      if (fields[0].equals("Z") || fields[0].equals("X")) {
        return Optional.empty();
      }
      return Optional.of(new ProcessIdentity(pid, fields[19], Files.readString(BOOT_ID).strip()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Reads what {@link #toString} wrote; empty if it is not that. */
  public static Optional<ProcessIdentity> parse(String text) {
    String[] parts = text.strip().split(" ", -1);
    if (parts.length != 3 || !parts[0].matches("\\d{1,18}")) {
      return Optional.empty();
    }
    return Optional.of(new ProcessIdentity(Long.parseLong(parts[0]), parts[1], parts[2]));
  }

  /** Whether exactly this process still runs. */
  public boolean alive() {
    return of(pid).filter(this::equals).isPresent();
  }

  @Override
  public String toString() {
    return pid + " " + start + " " + boot;
  }
}
