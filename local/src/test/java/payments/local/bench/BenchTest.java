package payments.local.bench;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import payments.local.LocalException;

class BenchTest {

  @Test
  void size_shouldNameWhatIsOutOfRange() {
    assertThatThrownBy(() -> new Bench.Size(0, 100))
        .isInstanceOf(LocalException.class)
        .hasMessage("COLD_STARTS is 0: allowed is 1 to 1000");
    assertThatThrownBy(() -> new Bench.Size(1, 19))
        .isInstanceOf(LocalException.class)
        .hasMessage("CALLS is 19: allowed is 20 to 1000000");
  }
}
