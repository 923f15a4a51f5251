package payments.local.system;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import payments.local.LocalException;
import payments.local.Settings;
import payments.local.process.PortOwner;
import payments.local.process.Tool;

/** What must be so before anything is started; all problems are told at once. */
final class Preflight {
  private static final int MYSQL_PORT = 3306;

  private final LocalSystem system;
  private final List<String> problems = new ArrayList<>();

  Preflight(LocalSystem system) {
    this.system = system;
  }

  /**
   * Checks.
   *
   * @throws LocalException with every problem and what to do about it
   */
  void check() {
    if (!Files.isDirectory(Path.of("/proc/self"))) {
      throw new LocalException("the local system needs Linux: it tells processes apart by /proc");
    }
    tool("mvn", "install Maven 3.8 or later and put it on PATH");
    tool("setsid", "install util-linux");
    Settings settings = system.settings();
    if (!system.emulator().running()) {
      port("127.0.0.1", settings.emulatorPort(), "the AWS emulator", Settings.EMULATOR_PORT);
    }
    boolean resident = system.processes().find(Resident.NAME).isPresent();
    if (!resident) {
      port("127.0.0.1", settings.edgePort(), "the local edge", Settings.EDGE_PORT);
    }
    if (system.processes().running().stream().noneMatch(name -> name.startsWith("aurora-"))) {
      for (int number = 1; number <= 2; number++) {
        port(
            settings.databaseNet() + "." + number,
            MYSQL_PORT,
            "a color's database",
            Settings.DATABASE_NET);
      }
    }
    if (!problems.isEmpty()) {
      throw new LocalException("cannot start:\n  " + String.join("\n  ", problems));
    }
  }

  private void tool(String program, String remedy) {
    if (Tool.find(program, System.getenv().getOrDefault("PATH", "")).isEmpty()) {
      problems.add(program + " not found: " + remedy);
    }
  }

  private void port(String address, int port, String user, String variable) {
    InetSocketAddress wanted = new InetSocketAddress(address, port);
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(wanted);
    } catch (IOException e) {
      String why =
          PortOwner.describe(wanted.getAddress(), port)
              .map(owner -> "taken by %s: stop that".formatted(owner))
              .orElseGet(() -> "not to be had (%s): mend that".formatted(e.getMessage()));
      problems.add(
          "port %d on %s, for %s, is %s, or set %s to another one"
              .formatted(port, address, user, why, variable));
    }
  }
}
