package payments.local.aurora;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AddressesTest {
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void setUp() {
    file = folder.resolve("addresses");
  }

  @Test
  void of_shouldGiveEachClusterItsOwn() {
    Addresses addresses = new Addresses(file, "127.0.1");

    assertThat(addresses.of("blue")).isEqualTo("127.0.1.1");
    assertThat(addresses.of("green")).isEqualTo("127.0.1.2");
    assertThat(addresses.of("blue")).isEqualTo("127.0.1.1");
  }

  @Test
  void of_shouldRememberOverRestarts() {
    Addresses before = new Addresses(file, "127.0.1");
    before.of("blue");
    before.of("green");

    assertThat(new Addresses(file, "127.0.1").of("green")).isEqualTo("127.0.1.2");
  }

  @Test
  void retain_shouldFreeTheOthers() {
    Addresses addresses = new Addresses(file, "127.0.1");
    addresses.of("blue");
    addresses.of("green");

    addresses.retain(List.of("green"));

    assertThat(addresses.of("red")).isEqualTo("127.0.1.1");
    assertThat(addresses.of("green")).isEqualTo("127.0.1.2");
  }
}
