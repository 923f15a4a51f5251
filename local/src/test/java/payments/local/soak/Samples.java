package payments.local.soak;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import payments.local.audit.Answer;
import payments.local.payment.Payment;
import payments.local.soak.Plan.Planned;
import payments.local.soak.Plan.Route;
import payments.local.soak.Plan.Send;

/** A payment and answers to it. */
final class Samples {
  static final Send SAME = new Send(Route.BLUE, true, false);
  static final Send OTHER = new Send(Route.GREEN, true, true);
  static final Instant START = Instant.parse("2026-01-01T12:00:00Z");
  static final Duration TOOK = Duration.ofMillis(10);
  static final String TAKEN = "{\"status\":\"completed\"}";

  private Samples() {}

  @SafeVarargs
  @SuppressWarnings("varargs")
  static Planned payment(List<Send>... rounds) {
    return new Planned(
        new Payment("soak-1", new BigDecimal("12.50"), "USD", "ada"), List.of(rounds));
  }

  static Answer answer(int status, String body) {
    return new Answer(status, body, false, Optional.empty(), "blue", TOOK, START.plus(TOOK));
  }

  /** The answer that a payment is taken already. */
  static Answer replay() {
    return new Answer(200, TAKEN, true, Optional.empty(), "blue", TOOK, START.plus(TOOK));
  }

  /** The answer to a call whose process ended, that many milliseconds after the start. */
  static Answer death(String color, long from, long to) {
    String body = "{\"message\": \"Internal server error\"}";
    Duration took = Duration.ofMillis(to - from);
    return new Answer(502, body, false, Optional.empty(), color, took, START.plusMillis(to));
  }

  static Answer later(int status, int seconds) {
    return new Answer(
        status,
        "",
        false,
        Optional.of(Duration.ofSeconds(seconds)),
        "blue",
        TOOK,
        START.plus(TOOK));
  }
}
