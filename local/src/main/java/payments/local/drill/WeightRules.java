package payments.local.drill;

import java.time.Duration;
import java.time.Instant;
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
 *   <li>That lasts no longer than an update, and longer by what a killed tool's successor needs for
 *       each that was killed meanwhile.
 * </ul>
 */
final class WeightRules {
  /**
   * Where one record rises from zero and the other falls to it, they are updated one after the
   * other. The first is changed some 12 seconds into its update of 44, in 30 of which the provider
   * waits for Route 53, and the second as late in its own; the rest is for a busy machine.
   */
  static final Duration UPDATE = Duration.ofSeconds(90);

  /**
   * Until the next tool is where the killed one was: 30 seconds of lease, or 44 of an update that
   * outlived it; its start, two previews, and the shared stack's update, about ten each.
   */
  static final Duration RESTART = Duration.ofSeconds(120);

  private final List<String> violations = new ArrayList<>();
  private final Set<Weights> allowed = new LinkedHashSet<>();
  private Optional<Sample> last = Optional.empty();
  private Optional<Instant> unequalSince = Optional.empty();
  private Duration allowance = UPDATE;

  /** Takes the next sample. */
  void accept(Sample sample) {
    boolean news = last.filter(sample::sameAs).isEmpty();
    last = Optional.of(sample);
    sample.stack().ifPresent(allowed::add);
    if (news) {
      check(sample);
    }
    checkSum(sample);
    sample.stack().filter(sample::settled).ifPresent(this::agreed);
  }

  /** A tool was killed: if the records are not in order, it takes longer until they are. */
  void killed() {
    allowance = allowance.plus(RESTART);
  }

  /** What was violated, in the order in which it was seen. */
  List<String> violations() {
    return List.copyOf(violations);
  }

  private void agreed(Weights weights) {
    allowed.clear();
    allowed.add(weights);
  }

  private void checkSum(Sample sample) {
    if (sample.sumsTo100()) {
      unequalSince = Optional.empty();
      allowance = UPDATE;
      return;
    }
    Instant since = unequalSince.orElse(sample.at());
    if (unequalSince.isPresent() && since.plus(allowance).isBefore(sample.at())) {
      violate(
          sample,
          "the records have not summed to 100 for more than %d s".formatted(allowance.toSeconds()));
      since = sample.at(); // Told again only if it lasts as long again.
    }
    unequalSince = Optional.of(since);
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
