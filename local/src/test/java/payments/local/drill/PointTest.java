package payments.local.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PointTest {
  private static final Weights HALF = Weights.green(50);
  private static final String GATES = event("gates", "");
  private static final String UPDATING =
      event("updating", ", 'weights': {'blue': 50, 'green': 50}");
  private static final String WORKING = event("working", ", 'reason': 'updating shared to 50/50'");
  private static final String UPDATED = event("updated", ", 'weights': {'blue': 50, 'green': 50}");
  private static final String BAKE = event("waiting", ", 'reason': 'the bake at 50/50'");
  private static final String KEEPING =
      event("waiting", ", 'reason': 'the end of the window to go back in'");

  @Test
  void gates_shouldBeHit_untilTheFirstLook() {
    assertThat(Point.GATES.hit(hit(Set.of(), 0, 100, 0, GATES, WORKING), Weights.BLUE)).isTrue();
    assertThat(Point.GATES.hit(hit(Set.of(), 0, 100, 0, GATES, UPDATING), Weights.BLUE)).isFalse();
    assertThat(Point.GATES.hit(hit(Set.of(), 0, 100, 0), Weights.BLUE)).isFalse();
  }

  @Test
  void shared_shouldBeHit_whilePulumiUpdatesItAndItHasTheOldWeights() {
    assertThat(Point.SHARED.hit(hit(Set.of("shared"), 0, 100, 0, UPDATING, WORKING), HALF))
        .isTrue();
    assertThat(Point.SHARED.hit(hit(Set.of("shared"), 50, 100, 0, UPDATING), HALF)).isFalse();
    assertThat(Point.SHARED.hit(hit(Set.of(), 0, 100, 0, UPDATING), HALF)).isFalse();
    assertThat(Point.SHARED.hit(hit(Set.of("blue"), 0, 100, 0, UPDATING), HALF)).isFalse();
    assertThat(Point.SHARED.hit(hit(Set.of("shared"), 0, 100, 0, UPDATING), Weights.GREEN))
        .isFalse();
  }

  @Test
  void records_shouldBeHit_whilePulumiRunsAndEachHasItsNewWeight() {
    Set<String> both = Set.of("blue", "green");

    assertThat(Point.RECORDS.hit(hit(both, 50, 50, 50, UPDATING), HALF)).isTrue();
    assertThat(Point.RECORDS.hit(hit(both, 50, 50, 0, UPDATING), HALF)).isFalse();
    assertThat(Point.RECORDS.hit(hit(both, 0, 50, 50, UPDATING), HALF)).isFalse();
    assertThat(Point.RECORDS.hit(hit(Set.of(), 50, 50, 50, UPDATING), HALF)).isFalse();
    assertThat(Point.RECORDS.hit(hit(Set.of("shared"), 50, 50, 50, UPDATING), HALF)).isFalse();
    assertThat(Point.RECORDS.hit(hit(both, 50, 50, 50, UPDATING, UPDATED), HALF)).isFalse();
  }

  @Test
  void records_shouldBeHit_whenOnlyTheRisingOneIsUpdatedYet() {
    assertThat(Point.RECORDS.hit(hit(Set.of("green"), 50, 100, 50, UPDATING), HALF)).isTrue();
  }

  @Test
  void bakeAndKeeping_shouldBeHit_whileTheToolWaitsThere() {
    assertThat(Point.BAKE.hit(hit(Set.of(), 50, 50, 50, BAKE), HALF)).isTrue();
    assertThat(Point.BAKE.hit(hit(Set.of(), 50, 50, 50, BAKE, KEEPING), HALF)).isFalse();
    assertThat(Point.BAKE.hit(hit(Set.of(), 50, 50, 50, BAKE), Weights.GREEN)).isFalse();
    assertThat(Point.KEEPING.hit(hit(Set.of(), 100, 0, 100, BAKE, KEEPING), Weights.GREEN))
        .isTrue();
    assertThat(
            Point.KEEPING.hit(
                hit(Set.of(), 100, 0, 100, KEEPING, event("ended", "")), Weights.GREEN))
        .isFalse();
  }

  private static String event(String name, String rest) {
    return "{'at': '2026-01-01T00:00:00Z', 'event': '%s'%s}".formatted(name, rest);
  }

  private static Hit hit(
      Set<String> updating, int stackGreen, int blue, int green, String... events) {
    return new Hit(
        List.of(events).stream().map(line -> ShiftEvent.of(line.replace('\'', '"'))).toList(),
        updating,
        new Sample(
            Instant.EPOCH,
            Optional.of(Weights.green(stackGreen)),
            Optional.of(blue),
            Optional.of(green)));
  }
}
