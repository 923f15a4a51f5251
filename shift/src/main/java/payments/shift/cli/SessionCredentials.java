package payments.shift.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import payments.shift.values.Durations;

/**
 * Credentials of a session that the environment has, as build machines do. Nothing renews them, and
 * where they end in the middle a cut-over stops, and cannot go back; those of a profile or a role
 * are renewed by the SDK.
 */
final class SessionCredentials {
  private static final String TOKEN = "AWS_SESSION_TOKEN";

  /**
   * Set beside the others by who <a
   * href="https://docs.aws.amazon.com/cli/latest/reference/configure/export-credentials.html">exports</a>
   * them; not by all.
   */
  private static final String END = "AWS_CREDENTIAL_EXPIRATION";

  private final Map<String, String> environment;

  /**
   * @param environment the process's environment
   */
  SessionCredentials(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * Sees whether they last.
   *
   * @param least how long a cut-over takes at least
   * @param warnings told where that is not known
   * @throws UsageException if they do not
   */
  void check(Instant now, Duration least, Consumer<String> warnings) {
    if (environment.getOrDefault(TOKEN, "").isBlank()) {
      return;
    }
    Instant needed = now.plus(least);
    Optional<Instant> end = end();
    if (end.isEmpty()) {
      warnings.accept(
          "warning: %s is set, so the credentials end, and nothing renews them: they must last %s at least"
              .formatted(TOKEN, Durations.inSeconds(least)));
    } else if (end.get().isBefore(needed)) {
      throw new UsageException(
          List.of(
              "%s is %s: must be after %s, when the cut-over is over at the soonest. Sign in for longer, or by a profile that is renewed"
                  .formatted(END, end.get(), needed)));
    }
  }

  private Optional<Instant> end() {
    try {
      return Optional.ofNullable(environment.get(END))
          .map(text -> OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
