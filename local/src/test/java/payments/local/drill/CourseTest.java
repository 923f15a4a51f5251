package payments.local.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CourseTest {
  private static final Course ON = new Course(false, "green", Weights.green(50));
  private static final Course BACK = new Course(true, "blue", Weights.green(50));

  @Test
  void amiss_shouldBeEmpty_whereItGoesOnFromThere() {
    assertThat(ON.amiss(events("started", "waiting 50", "step 50", "updating 100", "updated 100")))
        .isEmpty();
    assertThat(ON.amiss(events("started", "waiting 100", "seen 100"))).isEmpty();
    assertThat(BACK.amiss(events("started", "back 50", "updating 0", "updated 0"))).isEmpty();
  }

  @Test
  void amiss_shouldTellAToolThatBeganAnew() {
    assertThat(ON.amiss(events("started", "step 0", "updating 50")))
        .contains("it begins at 100/0, behind 50/50");
    assertThat(ON.amiss(events("started", "step 50", "updating 10")))
        .contains("it updates to 90/10 from 50/50");
  }

  @Test
  void amiss_shouldTellTheOtherDirection() {
    assertThat(ON.amiss(events("back 50", "updating 0"))).contains("it goes back");
    assertThat(BACK.amiss(events("step 50", "updating 100")))
        .contains("it does not say that it goes back");
  }

  @Test
  void amiss_shouldTellAToolThatSaidNothing() {
    assertThat(ON.amiss(events("started"))).contains("it did not say where it goes on from");
  }

  /** Names, and green's weights where there are any. */
  private static List<ShiftEvent> events(String... texts) {
    return Arrays.stream(texts).map(CourseTest::event).toList();
  }

  private static ShiftEvent event(String text) {
    String[] words = text.split(" ");
    String weights =
        words.length == 1
            ? ""
            : ", \"weights\": {\"blue\": %d, \"green\": %s}"
                .formatted(100 - Integer.parseInt(words[1]), words[1]);
    return ShiftEvent.of(
        "{\"at\": \"2026-01-01T00:00:00Z\", \"event\": \"%s\"%s}".formatted(words[0], weights));
  }
}
