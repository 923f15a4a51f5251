package payments.local.route;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * How Route 53 answers from a set of weighted records.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-policy-weighted.html">Weighted
 *     routing</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-how-route-53-chooses-records.html">How
 *     Route 53 chooses records when health checking is configured</a>
 */
public final class WeightedChoice {
  private WeightedChoice() {}

  /**
   * The records that may be answered: the healthy ones of non-zero weight; if there is none, the
   * healthy ones of weight zero; if no record at all is healthy, all count as healthy.
   */
  public static List<WeightedRecord> eligible(
      List<WeightedRecord> records, Predicate<WeightedRecord> healthy) {
    List<WeightedRecord> answering = records.stream().filter(healthy).toList();
    if (answering.isEmpty()) {
      answering = records;
    }
    List<WeightedRecord> weighted =
        answering.stream().filter(record -> record.weight() > 0).toList();
    return weighted.isEmpty() ? answering : weighted;
  }

  /**
   * Picks one: each eligible record by its share of their weights, all alike if all weigh zero.
   *
   * @return empty only if there are no records
   */
  public static Optional<WeightedRecord> pick(
      List<WeightedRecord> records, Predicate<WeightedRecord> healthy, RandomGenerator random) {
    List<WeightedRecord> eligible = eligible(records, healthy);
    if (eligible.isEmpty()) {
      return Optional.empty();
    }
    int sum = eligible.stream().mapToInt(WeightedRecord::weight).sum();
    if (sum == 0) {
      return Optional.of(eligible.get(random.nextInt(eligible.size())));
    }
    int point = random.nextInt(sum);
    for (WeightedRecord record : eligible) {
      point -= record.weight();
      if (point < 0) {
        return Optional.of(record);
      }
    }
    throw new AssertionError("a point beyond the sum of the weights");
  }
}
