package payments.shift.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SessionCredentialsTest {
  private static final Instant TEN = Instant.parse("2026-01-01T10:00:00Z");

  private final List<String> warnings = new ArrayList<>();

  private void check(Map<String, String> environment) {
    new SessionCredentials(environment).check(TEN, Duration.ofMinutes(150), warnings::add);
  }

  @Test
  void check_shouldRefuse_whatEndsInTheMiddle() {
    assertThatThrownBy(
            () ->
                check(
                    Map.of(
                        "AWS_SESSION_TOKEN",
                        "token",
                        "AWS_CREDENTIAL_EXPIRATION",
                        "2026-01-01T13:29:59+01:00")))
        .isInstanceOfSatisfying(
            UsageException.class,
            it ->
                assertThat(it.mistakes())
                    .containsExactly(
                        "AWS_CREDENTIAL_EXPIRATION is 2026-01-01T12:29:59Z: must be after 2026-01-01T12:30:00Z,"
                            + " when the cut-over is over at the soonest. Sign in for longer, or by a"
                            + " profile that is renewed"));
  }

  @Test
  void check_shouldWarn_whereTheEndIsNotKnown() {
    check(Map.of("AWS_SESSION_TOKEN", "token"));
    check(Map.of("AWS_SESSION_TOKEN", "token", "AWS_CREDENTIAL_EXPIRATION", "soon"));

    assertThat(warnings)
        .hasSize(2)
        .containsOnly(
            "warning: AWS_SESSION_TOKEN is set, so the credentials end, and nothing renews them: they must last 2h30m at least");
  }

  @Test
  void check_shouldSayNothing_ofWhatLastsOrIsRenewed() {
    check(Map.of());
    check(Map.of("AWS_SESSION_TOKEN", " "));
    check(
        Map.of("AWS_SESSION_TOKEN", "token", "AWS_CREDENTIAL_EXPIRATION", "2026-01-01T12:30:00Z"));

    assertThat(warnings).isEmpty();
  }
}
