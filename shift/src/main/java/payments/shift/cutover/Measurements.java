package payments.shift.cutover;

import java.time.Instant;
import java.util.Set;
import payments.shift.decision.Figures;

/** CloudWatch: how the colors do. */
public interface Measurements {
  /** Up to when the figures are complete. */
  Instant completeUntil(Instant now);

  /** What a color did between two moments. */
  Figures of(String color, Instant from, Instant until);

  /** Names of a color's alarms that are in state ALARM. */
  Set<String> alarms(String color);
}
