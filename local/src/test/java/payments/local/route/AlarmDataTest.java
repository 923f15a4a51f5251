package payments.local.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class AlarmDataTest {
  private static final AlarmData THREE_OVER_TEN =
      new AlarmData(AlarmData.Comparison.GREATER, 10, 3);

  @Test
  void judge_shouldAlarm_whenEveryPeriodBreaches() {
    assertThat(THREE_OVER_TEN.judge(data(11, 12, 13))).isEqualTo(AlarmData.Verdict.ALARM);
  }

  @Test
  void judge_shouldBeOk_whenOnePeriodDoesNotBreach() {
    assertThat(THREE_OVER_TEN.judge(data(11, 10, 13))).isEqualTo(AlarmData.Verdict.OK);
  }

  @Test
  void judge_shouldLookAtTheLastPeriodsOnly() {
    assertThat(THREE_OVER_TEN.judge(data(1, 11, 12, 13))).isEqualTo(AlarmData.Verdict.ALARM);
  }

  @Test
  void judge_shouldBeInsufficient_whenAPeriodIsMissingAndNoneIsGood() {
    assertThat(THREE_OVER_TEN.judge(data(11, Double.NaN, 13)))
        .isEqualTo(AlarmData.Verdict.INSUFFICIENT);
    assertThat(THREE_OVER_TEN.judge(data(11, 12))).isEqualTo(AlarmData.Verdict.INSUFFICIENT);
    assertThat(THREE_OVER_TEN.judge(List.of())).isEqualTo(AlarmData.Verdict.INSUFFICIENT);
  }

  @Test
  void judge_shouldCompareAsTheAlarmSays() {
    assertThat(verdict(AlarmData.Comparison.GREATER_OR_EQUAL, 10))
        .isEqualTo(AlarmData.Verdict.ALARM);
    assertThat(verdict(AlarmData.Comparison.GREATER, 10)).isEqualTo(AlarmData.Verdict.OK);
    assertThat(verdict(AlarmData.Comparison.LESS, 10)).isEqualTo(AlarmData.Verdict.OK);
    assertThat(verdict(AlarmData.Comparison.LESS_OR_EQUAL, 10)).isEqualTo(AlarmData.Verdict.ALARM);
  }

  private static AlarmData.Verdict verdict(AlarmData.Comparison comparison, double value) {
    return new AlarmData(comparison, 10, 1).judge(data(value));
  }

  /** NaN stands for a period without data. */
  private static List<OptionalDouble> data(double... values) {
    return Arrays.stream(values)
        .mapToObj(value -> Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value))
        .toList();
  }
}
