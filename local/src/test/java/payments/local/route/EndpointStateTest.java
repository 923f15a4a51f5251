package payments.local.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class EndpointStateTest {
  @Example
  void after_shouldTurnUnhealthy_onlyAtTheThreshold() {
    assertThat(after(3, false, false).healthy()).isTrue();
    assertThat(after(3, false, false, false).healthy()).isFalse();
  }

  @Example
  void after_shouldStartCountingAgain_whenOneAnswerIsGood() {
    assertThat(after(3, false, false, true, false, false).healthy()).isTrue();
  }

  @Example
  void after_shouldNeedAsManyGoodAnswersToRecover() {
    assertThat(after(2, false, false, true).healthy()).isFalse();
    assertThat(after(2, false, false, true, true).healthy()).isTrue();
  }

  @Property
  void after_shouldEqualTheLastAnswers_whenAThresholdOfThemAgree(
      @ForAll List<Boolean> before,
      @ForAll boolean last,
      @ForAll @IntRange(min = 1, max = 10) int threshold) {
    EndpointState state = EndpointState.initial();
    for (boolean answer : before) {
      state = state.after(answer, threshold);
    }
    for (int number = 0; number < threshold; number++) {
      state = state.after(last, threshold);
    }

    assertThat(state).isEqualTo(new EndpointState(last, 0));
  }

  @Property
  void after_shouldOnlyChange_whenAThresholdOfAnswersInARowContradict(
      @ForAll List<Boolean> answers, @ForAll @IntRange(min = 1, max = 10) int threshold) {
    EndpointState state = EndpointState.initial();
    int row = 0;
    for (boolean answer : answers) {
      row = answer == state.healthy() ? 0 : row + 1;
      boolean before = state.healthy();
      state = state.after(answer, threshold);

      assertThat(state.healthy() != before).isEqualTo(row >= threshold);
      row = state.healthy() == before ? row : 0;
    }
  }

  private static EndpointState after(int threshold, boolean... answers) {
    EndpointState state = EndpointState.initial();
    for (boolean answer : answers) {
      state = state.after(answer, threshold);
    }
    return state;
  }
}
