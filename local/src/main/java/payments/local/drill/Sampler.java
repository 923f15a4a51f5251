package payments.local.drill;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import payments.local.LocalException;
import payments.local.process.Pause;
import software.amazon.awssdk.core.exception.SdkException;

/** Looks at the weights all along, and holds them against the rules. */
final class Sampler implements AutoCloseable {
  /** How often it looks. */
  static final Duration EVERY = Duration.ofMillis(200);

  /** Longer without a look, and weights could have been wrong unseen. */
  static final Duration LONGEST_GAP = Duration.ofSeconds(10);

  private final Supplier<Map<String, Integer>> records;
  private final Supplier<Optional<Weights>> stack;
  private final Clock clock;
  private final WeightRules rules = new WeightRules();
  private final List<Sample> changes = new ArrayList<>();
  private final Thread thread = new Thread(this::watch, "weights");
  private Duration longestGap = Duration.ZERO;
  private Optional<Instant> looked = Optional.empty();
  private volatile boolean closed;

  /**
   * @param records the weights in Route 53, by color
   * @param stack the weights in the shared stack
   */
  Sampler(Supplier<Map<String, Integer>> records, Supplier<Optional<Weights>> stack, Clock clock) {
    this.records = records;
    this.stack = stack;
    this.clock = clock;
    thread.setDaemon(true);
  }

  /** Begins to look. */
  void start() {
    accept(sample());
    thread.start();
  }

  /** What was seen last. */
  synchronized Sample last() {
    return changes.get(changes.size() - 1);
  }

  /** Every sample that differs from the one before. */
  synchronized List<Sample> changes() {
    return List.copyOf(changes);
  }

  synchronized List<String> violations() {
    return rules.violations();
  }

  /** A tool was killed just now. */
  synchronized void killed() {
    rules.killed();
  }

  /** That it did not look for too long since this was asked last; empty if it always did. */
  synchronized Optional<String> gap() {
    Duration gap = longer(longestGap, clock.instant());
    longestGap = Duration.ZERO;
    return gap.compareTo(LONGEST_GAP) > 0
        ? Optional.of("nobody looked at the weights for " + Times.seconds(gap))
        : Optional.empty();
  }

  private Duration longer(Duration gap, Instant now) {
    Duration since = looked.map(last -> Duration.between(last, now)).orElse(Duration.ZERO);
    return since.compareTo(gap) > 0 ? since : gap;
  }

  /**
   * Waits until the weights are so, and tells since when.
   *
   * @throws LocalException with what is there if they are not in time
   */
  Instant await(Predicate<Sample> wanted, String what, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!wanted.test(last())) {
      if (System.nanoTime() > deadline) {
        throw new LocalException(
            "%s did not come within %d s; there is %s"
                .formatted(what, patience.toSeconds(), last()));
      }
      Pause.of(EVERY.dividedBy(2));
    }
    return last().at();
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }

  private void watch() {
    try {
      while (!closed) {
        Pause.of(EVERY);
        try {
          accept(sample());
        } catch (SdkException e) {
          // The emulator is busy: the next look will tell, and gap() if there is none.
        }
      }
    } catch (LocalException e) {
      // told to stop
    }
  }

  /** Looks now, whatever was seen last. */
  Sample look() {
    Sample sample = sample();
    accept(sample);
    return sample;
  }

  /** The records first: what they have now, the stack has or has had. */
  private Sample sample() {
    Map<String, Integer> weights = records.get();
    return new Sample(
        clock.instant(),
        stack.get().or(this::lastOfStack),
        Optional.ofNullable(weights.get("blue")),
        Optional.ofNullable(weights.get("green")));
  }

  /** While the state file is being replaced, it still says what it said. */
  private synchronized Optional<Weights> lastOfStack() {
    return changes.isEmpty() ? Optional.empty() : last().stack();
  }

  private synchronized void accept(Sample sample) {
    rules.accept(sample);
    longestGap = longer(longestGap, sample.at());
    looked = Optional.of(sample.at());
    if (changes.isEmpty() || !last().sameAs(sample)) {
      changes.add(sample);
    }
  }
}
