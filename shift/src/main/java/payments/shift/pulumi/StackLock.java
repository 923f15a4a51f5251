package payments.shift.pulumi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Pulumi says of a lock that keeps an update out. A backend in files or in a bucket names who
 * holds it; Pulumi Cloud only says that somebody does.
 *
 * @param stack the locked stack
 * @param holders who holds it; empty if Pulumi does not say
 */
record StackLock(String stack, List<Holder> holders) {
  private static final Pattern HOLDER =
      Pattern.compile("(\\w+)://\\S*: created by (\\S+)@(\\S+) \\(pid (\\d{1,9})\\) at (\\S+)");
  private static final Pattern CONFLICT =
      Pattern.compile("stack is currently locked|\\[409\\] Conflict: Another update");
  private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");

  /**
   * Who holds a lock.
   *
   * @param inFile whether the lock is a file of this machine
   * @param user the user's name
   * @param host the host's name
   * @param pid the process there
   * @param since when it began
   */
  record Holder(boolean inFile, String user, String host, long pid, String since) {
    @Override
    public String toString() {
      return "%s@%s, process %d, since %s".formatted(user, host, pid, since);
    }
  }

  /** Whether an update failed because of a lock. */
  static boolean isConflict(String errors) {
    return CONFLICT.matcher(errors).find();
  }

  /** Reads who holds it from what Pulumi said. */
  static StackLock read(String stack, String errors) {
    Matcher holder = HOLDER.matcher(errors);
    return new StackLock(
        stack,
        holder
            .results()
            .map(
                it ->
                    new Holder(
                        it.group(1).equals("file"),
                        it.group(2),
                        it.group(3),
                        Long.parseLong(it.group(4)),
                        it.group(5)))
            .toList());
  }

  /**
   * Whether processes that have ended left it. Only for a backend in files of this machine: who
   * shares a bucket may have this user's and this host's name, and other processes.
   */
  boolean isLeft() {
    return isLeft(
        System.getProperty("user.name"),
        host(),
        pid -> ProcessHandle.of(pid).filter(StackLock::lives));
  }

  /** The same, seen from that user and host. */
  boolean isLeft(String user, String host, Function<Long, Optional<ProcessHandle>> processes) {
    return !holders.isEmpty()
        && holders.stream()
            .allMatch(
                holder ->
                    holder.inFile()
                        && holder.user().equals(user)
                        && holder.host().equals(host)
                        && !isPulumi(processes.apply(holder.pid())));
  }

  /** Process ids are used again: one that is no Pulumi has nothing to do with the lock. */
  private static boolean isPulumi(Optional<ProcessHandle> process) {
    return process
        .filter(it -> it.info().command().map(command -> command.contains("pulumi")).orElse(true))
        .isPresent();
  }

  /** One that was killed is listed until its parent asks for it: in a container, perhaps never. */
  private static boolean lives(ProcessHandle process) {
    try {
      String status = Files.readString(Path.of("/proc/%d/stat".formatted(process.pid())));
      return status.charAt(status.lastIndexOf(')') + 2) != 'Z';
    } catch (IOException e) {
      return process.isAlive();
    }
  }

  private static String host() {
    try {
      return Files.readString(HOST_NAME).strip();
    } catch (IOException e) {
      return "";
    }
  }

  /** Who holds it, and what a person can do. */
  String explanation() {
    String who =
        holders.isEmpty()
            ? "another update"
            : String.join("; ", holders.stream().map(Holder::toString).toList());
    return "stack %s is locked by %s: wait for its end and start this again; if it has died, run `pulumi cancel -s %s`"
        .formatted(stack, who, stack);
  }
}
