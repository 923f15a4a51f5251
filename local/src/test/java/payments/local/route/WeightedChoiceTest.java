package payments.local.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class WeightedChoiceTest {
  private static final int DRAWS = 20_000;

  @Example
  void eligible_shouldBeTheWeightedOnes_whenTheyAreHealthy() {
    assertThat(ids(WeightedChoice.eligible(pair(100, 0), record -> true))).containsExactly("blue");
  }

  @Example
  void eligible_shouldBeTheZeroWeightedOnes_whenAllWeightedOnesAreUnhealthy() {
    assertThat(ids(WeightedChoice.eligible(pair(100, 0), record -> record.id().equals("green"))))
        .containsExactly("green");
  }

  @Example
  void eligible_shouldTreatAllAsHealthy_whenNoneIs() {
    assertThat(ids(WeightedChoice.eligible(pair(100, 0), record -> false))).containsExactly("blue");
    assertThat(ids(WeightedChoice.eligible(pair(30, 70), record -> false)))
        .containsExactly("blue", "green");
  }

  @Example
  void eligible_shouldBeAllHealthyOnes_whenAllWeighZero() {
    assertThat(ids(WeightedChoice.eligible(pair(0, 0), record -> true)))
        .containsExactly("blue", "green");
  }

  @Example
  void pick_shouldBeEmpty_whenThereAreNoRecords() {
    assertThat(WeightedChoice.pick(List.of(), record -> true, new Random(1))).isEmpty();
  }

  @Example
  void pick_shouldSplitEvenly_whenAllWeighZero() {
    assertThat(share("blue", pair(0, 0))).isCloseTo(0.5, within(0.02));
  }

  @Example
  void pick_shouldFollowTheShareOfTheSum() {
    assertThat(share("green", pair(90, 10))).isCloseTo(0.1, within(0.01));
    assertThat(share("green", pair(1, 3))).isCloseTo(0.75, within(0.02));
  }

  @Property
  void pick_shouldNeverGiveAnUnhealthyRecord_whileAHealthyOneExists(
      @ForAll("records") List<WeightedRecord> records,
      @ForAll Set<Integer> down,
      @ForAll long seed) {
    Optional<WeightedRecord> picked =
        WeightedChoice.pick(records, record -> !down.contains(number(record)), new Random(seed));

    boolean anyHealthy = records.stream().anyMatch(record -> !down.contains(number(record)));
    assertThat(picked.isPresent()).isEqualTo(!records.isEmpty());
    if (anyHealthy) {
      assertThat(down).doesNotContain(number(picked.orElseThrow()));
    }
  }

  @Property
  void pick_shouldNeverGiveWeightZero_whileAHealthyRecordWeighsMore(
      @ForAll("records") List<WeightedRecord> records,
      @ForAll Set<Integer> down,
      @ForAll long seed) {
    boolean weightedAndHealthy =
        records.stream().anyMatch(record -> record.weight() > 0 && !down.contains(number(record)));

    Optional<WeightedRecord> picked =
        WeightedChoice.pick(records, record -> !down.contains(number(record)), new Random(seed));

    if (weightedAndHealthy) {
      assertThat(picked.orElseThrow().weight()).isPositive();
    }
  }

  @Provide
  Arbitrary<List<WeightedRecord>> records() {
    Arbitrary<WeightedRecord> one =
        Combinators.combine(
                Arbitraries.integers().between(0, 5), Arbitraries.of(0, 0, 1, 10, 100, 255))
            .as((number, weight) -> record(Integer.toString(number), weight));
    return one.list().ofMaxSize(4).uniqueElements(WeightedRecord::id);
  }

  private static int number(WeightedRecord record) {
    return Integer.parseInt(record.id());
  }

  private static double share(String id, List<WeightedRecord> records) {
    Random random = new Random(7);
    int hits = 0;
    for (int draw = 0; draw < DRAWS; draw++) {
      if (WeightedChoice.pick(records, record -> true, random).orElseThrow().id().equals(id)) {
        hits++;
      }
    }
    return hits / (double) DRAWS;
  }

  private static List<WeightedRecord> pair(int blue, int green) {
    return List.of(record("blue", blue), record("green", green));
  }

  private static WeightedRecord record(String id, int weight) {
    return new WeightedRecord(id, weight, id + ".target", Optional.of(id));
  }

  private static List<String> ids(List<WeightedRecord> records) {
    return records.stream().map(WeightedRecord::id).toList();
  }
}
