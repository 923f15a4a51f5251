package payments.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static payments.testing.Payments.payment;

import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PaymentTest {
  @Test
  void fingerprint_shouldBeSha256OfTheCanonicalPayload() {
    // printf 'USD 10.50 user-1' | sha256sum
    assertThat(payment("t", "10.5", "USD", "user-1").fingerprint())
        .isEqualTo(FINGERPRINT)
        .isEqualTo(payment("other id", "10.50", "USD", "user-1").fingerprint());
  }

  @Test
  void fingerprint_shouldDiffer_whenAnythingElseDiffers() {
    assertThat(payment("t", "10.51", "USD", "user-1").fingerprint()).isNotEqualTo(FINGERPRINT);
    assertThat(payment("t", "10.50", "EUR", "user-1").fingerprint()).isNotEqualTo(FINGERPRINT);
    assertThat(payment("t", "10.50", "USD", "user-2").fingerprint()).isNotEqualTo(FINGERPRINT);
  }

  @Test
  void payment_shouldBeRefused_whenAnIdIsBad() {
    assertThatThrownBy(() -> payment("lambda-test/x", "1", "USD", "u"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> payment("t", "1", "USD", ""))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void lease_shouldBeLiveUntilItsVeryEnd() {
    Instant end = Instant.ofEpochSecond(100);
    Lease lease = new Lease("me", end);

    assertThat(lease.isLive(end.minusMillis(1))).isTrue();
    assertThat(lease.isLive(end)).isFalse();
    assertThat(lease.secondsLeft(end.minusMillis(1001))).isEqualTo(2);
    assertThat(lease.secondsLeft(end.plusSeconds(9))).isEqualTo(1);
  }

  @Test
  void session_shouldGiveAmountTheDecimalsOfItsCurrency() {
    assertThat(session("10", "USD").amount()).isEqualTo(new BigDecimal("10.00"));
    assertThat(session("1E+3", "JPY").amount()).isEqualTo(new BigDecimal("1000"));
    assertThat(session("10.123", "USD").amount()).isEqualTo(new BigDecimal("10.123"));
  }

  private static final String FINGERPRINT =
      "ad14c4f2fbb0a11005fd6cdcd58a0bfea8b30553bdf8e07a2f89b98547280b76";

  private static Session session(String amount, String currency) {
    return new Session(
        "t",
        "f",
        "u",
        new BigDecimal(amount),
        currency,
        Instant.EPOCH,
        new Origin("e", "c", "r"),
        Session.Status.PROCESSING,
        new Lease("o", Instant.EPOCH),
        null);
  }
}
