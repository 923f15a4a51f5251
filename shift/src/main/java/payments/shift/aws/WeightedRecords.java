package payments.shift.aws;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import payments.shift.decision.Found;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/**
 * The weighted records of one name: as a rule one A record a color.
 *
 * @param records all of them
 */
public record WeightedRecords(List<Entry> records) {
  /**
   * One record.
   *
   * @param color its set identifier
   * @param type A or AAAA
   * @param weight its weight
   * @param healthCheck its health check's id; empty if it has none
   */
  public record Entry(String color, String type, int weight, Optional<String> healthCheck) {}

  /** Copies. */
  public WeightedRecords {
    records = List.copyOf(records);
  }

  /** Those among a name's records that are addresses and have a weight. */
  static WeightedRecords of(List<ResourceRecordSet> sets) {
    return new WeightedRecords(
        sets.stream()
            .filter(set -> set.weight() != null)
            .filter(set -> set.type() == RRType.A || set.type() == RRType.AAAA)
            .map(
                set ->
                    new Entry(
                        set.setIdentifier(),
                        set.typeAsString(),
                        Math.toIntExact(set.weight()),
                        Optional.ofNullable(set.healthCheckId())))
            .toList());
  }

  /** The weights of two colors; empty if there is a {@link #problem}. */
  public Optional<Found> weights(String from, String to) {
    return problem(from, to).isPresent()
        ? Optional.empty()
        : Optional.of(new Found(weight(from).orElseThrow(), weight(to).orElseThrow()));
  }

  /**
   * Why two weights do not say where customers go: a color has no A record, its AAAA record has
   * another weight, or a third record has one.
   */
  public Optional<String> problem(String from, String to) {
    for (String color : List.of(from, to)) {
      if (weight(color).isEmpty()) {
        return Optional.of(color + " has no weighted A record");
      }
    }
    Map<String, Integer> weights =
        records.stream()
            .filter(it -> it.type().equals("A"))
            .collect(Collectors.toMap(Entry::color, Entry::weight));
    for (Entry record : records) {
      boolean known = record.color().equals(from) || record.color().equals(to);
      if (!known && record.weight() > 0) {
        return Optional.of(
            "a third record, %s, has the weight %d".formatted(record.color(), record.weight()));
      }
      if (known && record.weight() != weights.get(record.color())) {
        return Optional.of(
            "%s has the weight %d in its A record and %d in its %s record"
                .formatted(
                    record.color(), weights.get(record.color()), record.weight(), record.type()));
      }
    }
    return Optional.empty();
  }

  /** A color's weight, if it has an A record. */
  public Optional<Integer> weight(String color) {
    return of(color).map(Entry::weight);
  }

  /** A color's A record, if it has one. */
  Optional<Entry> of(String color) {
    return records.stream()
        .filter(it -> it.type().equals("A") && it.color().equals(color))
        .findFirst();
  }
}
