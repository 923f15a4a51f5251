package payments.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortOwnerTest {
  @Test
  void describe_shouldNameTheListeningProcess() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(PortOwner.describe(socket.getLocalPort()))
          .hasValue("java (process %d)".formatted(ProcessHandle.current().pid()));
    }
  }

  @Test
  void describe_shouldBeEmpty_whenNobodyListens() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }

    assertThat(PortOwner.describe(port)).isEmpty();
  }
}
