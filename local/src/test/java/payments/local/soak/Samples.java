package payments.local.soak;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import payments.local.soak.Plan.Planned;
import payments.local.soak.Plan.Route;
import payments.local.soak.Plan.Send;

/** A payment and answers to it. */
final class Samples {
  static final Send SAME = new Send(Route.BLUE, true, false);
  static final Send OTHER = new Send(Route.GREEN, true, true);
  static final String TAKEN = "{\"status\":\"completed\"}";

  private Samples() {}

  @SafeVarargs
  static Planned payment(List<Send>... rounds) {
    return new Planned("soak-1", new BigDecimal("12.50"), "USD", "ada", List.of(rounds));
  }

  static Answer answer(int status, String body) {
    return new Answer(status, body, false, Optional.empty(), "blue", Duration.ofMillis(10));
  }

  static Answer later(int status, int seconds) {
    return new Answer(
        status, "", false, Optional.of(Duration.ofSeconds(seconds)), "blue", Duration.ofMillis(10));
  }
}
