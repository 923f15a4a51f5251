package payments.local.system;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import payments.local.Layout;
import payments.local.LocalException;
import payments.local.Settings;

class PreflightTest {
  @TempDir private Path folder;

  @Test
  void check_shouldNameWhoHasAPort_andWhatToDo() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        LocalSystem system = system(taken.getLocalPort())) {
      assertThatThrownBy(() -> new Preflight(system).check())
          .isInstanceOf(LocalException.class)
          .hasMessageContaining(
              "port %d on 127.0.0.1, for the AWS emulator, is taken by java (process %d): stop that, or set PAYMENTS_EMULATOR_PORT to another one"
                  .formatted(taken.getLocalPort(), ProcessHandle.current().pid()));
    }
  }

  private LocalSystem system(int emulatorPort) {
    return new LocalSystem(
        Settings.read(
            Map.of(
                Settings.EMULATOR_PORT, Integer.toString(emulatorPort),
                Settings.EDGE_PORT, "8481",
                Settings.DATABASE_NET, "127.77.4")),
        new Layout(folder));
  }
}
