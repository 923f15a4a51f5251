package payments.shift.console;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import payments.shift.decision.RecordHealth;
import payments.shift.decision.Share;

/** Numbers and names for a person, the same in every language. */
final class Words {
  private Words() {}

  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** A share of 0 to 1. */
  static String percent(OptionalDouble share) {
    return share.isPresent()
        ? String.format(Locale.ROOT, "%.1f%%", share.getAsDouble() * 100)
        : "-";
  }

  /** What the new color's share may stand for. */
  static String band(Share share) {
    return String.format(Locale.ROOT, "%.1f-%.1f%%", share.low() * 100, share.high() * 100);
  }

  /** The share that the new color got, and whether it is the one declared. */
  static String achieved(Share share) {
    return share.requests() == 0
        ? "no requests"
        : "%s of %s requests, declared %d%%, %s %s"
            .formatted(
                percent(share.achieved()),
                count(share.requests()),
                share.declared(),
                share.within() ? "within" : "OUTSIDE",
                band(share));
  }

  static String health(RecordHealth health) {
    return switch (health) {
      case HEALTHY -> "healthy";
      case UNHEALTHY -> "UNHEALTHY";
      case UNKNOWN -> "unknown";
    };
  }

  static String alarms(Set<String> alarms) {
    return String.join(", ", new TreeSet<>(alarms));
  }
}
