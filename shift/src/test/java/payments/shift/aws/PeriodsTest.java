package payments.shift.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import payments.shift.values.Durations;

class PeriodsTest {
  private static final Periods SECONDS = new Periods(Duration.ofSeconds(1), Duration.ofSeconds(2));

  @ParameterizedTest
  @CsvSource({
    "2026-01-01T10:07:59.999Z, 2026-01-01T10:05:00Z",
    "2026-01-01T10:07:00Z,     2026-01-01T10:05:00Z",
    "2026-01-01T10:06:59Z,     2026-01-01T10:04:00Z"
  })
  void completeUntil_shouldBeTheEndOfAPeriod_twoMinutesBehind(Instant now, Instant expected) {
    assertThat(Periods.DEFAULT.completeUntil(now)).isEqualTo(expected);
  }

  @Test
  void completeUntil_shouldFollowDelayAndLength_whenTheyAreSeconds() {
    assertThat(SECONDS.completeUntil(Instant.parse("2026-01-01T10:07:05.9Z")))
        .isEqualTo("2026-01-01T10:07:03Z");
  }

  @Property
  void floorAndCeiling_shouldEnclose_anyMoment(
      @ForAll @LongRange(min = -10_000_000_000_000L, max = 10_000_000_000_000L) long millis) {
    var moment = Instant.ofEpochMilli(millis);
    var floor = Periods.DEFAULT.floor(moment);
    var ceiling = Periods.DEFAULT.ceiling(moment);

    assertThat(floor.getEpochSecond() % 60).isZero();
    assertThat(floor).isBeforeOrEqualTo(moment).isAfter(moment.minusSeconds(60));
    assertThat(ceiling).isAfterOrEqualTo(moment).isBefore(moment.plusSeconds(60));
    assertThat(Periods.DEFAULT.ceiling(floor)).isEqualTo(floor);
  }

  @ParameterizedTest
  @CsvSource({"PT0S, PT1M", "PT30S, PT1M", "PT1M, PT1M", "PT1M0.001S, PT2M", "PT15M, PT15M"})
  void roundUp_shouldMakeALookLongEnough_toSeeAPeriod(Duration asked, Duration expected) {
    assertThat(Periods.DEFAULT.roundUp(asked)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "2, 5",
    "7, 10",
    "11, 20",
    "30, 30",
    "31, 60",
    "61, 120",
    "900, 900",
    "86400, 86400",
    "90000, 86400"
  })
  void covering_shouldBeAPeriodOfCloudWatchs_thatTheWindowFitsIn(long window, long expected) {
    assertThat(Periods.covering(Duration.ofSeconds(window)))
        .isEqualTo(Duration.ofSeconds(expected));
  }

  @Property
  void covering_shouldAlwaysBeAPeriod(@ForAll @IntRange(min = 1, max = 200_000) int window) {
    new Periods(Periods.covering(Duration.ofSeconds(window)), Duration.ZERO);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT2S", "PT1.5S", "PT61S", "PT-1M", "PT24H1M"})
  void shouldRefuse_whatIsNoPeriodOfCloudWatchs(Duration length) {
    assertThatThrownBy(() -> new Periods(length, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "metricPeriod is %s: must be 1, 5, 10, 20 or 30 seconds, or whole minutes up to a day"
                .formatted(Durations.text(length)));
  }

  @Test
  void shouldRefuse_aNegativeDelay() {
    assertThatThrownBy(() -> new Periods(Duration.ofMinutes(1), Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("metricDelay is -1s: must be zero or more");
  }
}
