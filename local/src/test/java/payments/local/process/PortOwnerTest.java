package payments.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PortOwnerTest {
  private static final String SELF = "java (process %d)".formatted(ProcessHandle.current().pid());

  @Test
  void describe_shouldNameTheListeningProcess() throws IOException {
    try (ServerSocket socket = listen("127.0.0.1")) {
      assertThat(describe("127.0.0.1", socket)).hasValue(SELF);
    }
  }

  @Test
  void describe_shouldNameWhoListensOnAllAddresses() throws IOException {
    for (String all : List.of("0.0.0.0", "::")) {
      try (ServerSocket socket = listen(all)) {
        assertThat(describe("127.77.3.1", socket)).hasValue(SELF);
      }
    }
  }

  @Test
  void describe_shouldBeEmpty_whenSomebodyListensOnAnotherAddress() throws IOException {
    try (ServerSocket socket = listen("127.77.3.1")) {
      assertThat(describe("127.77.3.2", socket)).isEmpty();
      assertThat(describe("127.77.3.1", socket)).hasValue(SELF);
    }
  }

  @Test
  void describe_shouldBeEmpty_whenNobodyListens() throws IOException {
    ServerSocket socket = listen("127.0.0.1");
    socket.close();

    assertThat(describe("127.0.0.1", socket)).isEmpty();
  }

  private static ServerSocket listen(String address) throws IOException {
    return new ServerSocket(0, 1, InetAddress.getByName(address));
  }

  private static Optional<String> describe(String address, ServerSocket socket) throws IOException {
    return PortOwner.describe(InetAddress.getByName(address), socket.getLocalPort());
  }
}
