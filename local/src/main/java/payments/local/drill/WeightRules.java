package payments.local.drill;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What must be true of the weights at every moment, whatever happens to the tool.
 *
 * <ul>
 *   <li>The stack's always sum to 100.
 *   <li>The records are never all zero: Route 53 would split the traffic evenly.
 *   <li>A record has a weight that the stack has now, or has had since both last agreed. The two
 *       records are changed one after the other, so their sum may differ from 100 meanwhile.
 * </ul>
 */
final class WeightRules {
  private final List<String> violations = new ArrayList<>();
  private final Set<Weights> allowed = new LinkedHashSet<>();
  private Optional<Sample> last = Optional.empty();
  private long seen;

  /** Takes the next sample. */
  void accept(Sample sample) {
    seen++;
    boolean news = last.filter(sample::sameAs).isEmpty();
    last = Optional.of(sample);
    sample.stack().ifPresent(allowed::add);
    if (news) {
      check(sample);
    }
    sample.stack().filter(sample::settled).ifPresent(this::agreed);
  }

  /** What was violated, in the order in which it was seen. */
  List<String> violations() {
    return List.copyOf(violations);
  }

  /** How many samples were taken. */
  long seen() {
    return seen;
  }

  private void agreed(Weights weights) {
    allowed.clear();
    allowed.add(weights);
  }

  private void check(Sample sample) {
    if (sample.stack().filter(weights -> !weights.sane()).isPresent()) {
      violate(sample, "the stack's weights do not sum to 100");
    }
    List<Integer> records = new ArrayList<>();
    sample.blue().ifPresent(records::add);
    sample.green().ifPresent(records::add);
    if (records.stream().allMatch(weight -> weight == 0)) {
      violate(sample, records.isEmpty() ? "no record exists" : "all records have weight 0");
    }
    sample
        .blue()
        .filter(weight -> strange(weight, Weights::blue))
        .ifPresent(weight -> other(sample, "blue"));
    sample
        .green()
        .filter(weight -> strange(weight, Weights::green))
        .ifPresent(weight -> other(sample, "green"));
  }

  private boolean strange(int weight, java.util.function.ToIntFunction<Weights> of) {
    return !allowed.isEmpty()
        && allowed.stream().noneMatch(weights -> of.applyAsInt(weights) == weight);
  }

  private void other(Sample sample, String color) {
    violate(
        sample,
        "%s's record has a weight that the stack did not have: %s".formatted(color, allowed));
  }

  private void violate(Sample sample, String what) {
    violations.add("%s: %s (%s)".formatted(sample.at(), what, sample));
  }
}
