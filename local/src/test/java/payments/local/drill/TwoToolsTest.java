package payments.local.drill;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TwoToolsTest {
  private static final String SAID =
      "a cut-over is under way: ann@host, process 1234 holds the lease since 10:00 and until 10:01";

  @Test
  void names_shouldBeTrue_forWhoHoldsTheLeaseOnly() {
    assertThat(TwoTools.names(SAID, "ann@host, process 1234")).isTrue();
    assertThat(TwoTools.names(SAID, "ann@host, process 123")).isFalse();
    assertThat(TwoTools.names(SAID, "bob@host, process 1234")).isFalse();
    assertThat(TwoTools.names("bob@host", "ann@host, process 1234")).isFalse();
  }
}
