package payments.shift.tool;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Who this process is, for people. */
final class Holder {
  private Holder() {}

  static String here() {
    return "%s@%s, process %d"
        .formatted(System.getProperty("user.name"), host(), ProcessHandle.current().pid());
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown host";
    }
  }
}
