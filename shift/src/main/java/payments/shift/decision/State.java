package payments.shift.decision;

import java.time.Instant;
import java.util.Optional;

/**
 * Where a cut-over is. It lives in the tool's memory only: a tool that is started again begins with
 * {@link Beginning} and finds in the stack what it needs.
 */
public sealed interface State {
  /** Nothing was seen yet. */
  State START = new Beginning(Optional.empty());

  /** From when the figures of {@link Reading#window} are to be; empty while none are needed. */
  default Optional<Instant> windowStart() {
    return Optional.empty();
  }

  /**
   * The tool has just started.
   *
   * @param deadSince when the one before it began, if that one died: a way back that was ordered
   *     since is to be ended and told, one of before was told already
   */
  record Beginning(Optional<Instant> deadSince) implements State {}

  /** A cut-over under way. */
  sealed interface Moving extends State {
    /** What the machine set last. */
    Weights weights();
  }

  /**
   * What was there before an update.
   *
   * @param stack the weights in the stack
   * @param update the stack's last update
   * @param records the weights in Route 53
   */
  record Before(Found stack, Optional<LastUpdate> update, Optional<Found> records) {}

  /**
   * An update was ordered, and Route 53 does not answer with it everywhere yet.
   *
   * @param before what was there before it
   * @param weights what it sets
   * @param back why it goes back; empty if it goes on
   * @param attempts how often it was ordered
   * @param since when it was ordered last
   */
  record Applying(
      Before before, Weights weights, Optional<String> back, int attempts, Instant since)
      implements Moving {}

  /**
   * Resolvers may still have the old answer.
   *
   * @param weights what was set
   * @param changedAt when
   * @param until when the last of them has the new one
   */
  record Spreading(Weights weights, Instant changedAt, Instant until) implements Moving {}

  /**
   * Both colors are watched.
   *
   * @param weights what was set
   * @param changedAt when
   * @param since from when they are watched
   */
  record Baking(Weights weights, Instant changedAt, Instant since) implements Moving {
    @Override
    public Optional<Instant> windowStart() {
      return Optional.of(since);
    }
  }

  /**
   * All customers have moved and the last step has passed; the old color is kept for a while.
   *
   * @param until how long
   */
  record Keeping(Instant until) implements Moving {
    @Override
    public Weights weights() {
      return Weights.withTo(Weights.ALL);
    }
  }

  /**
   * It is over.
   *
   * @param ending how
   */
  record Ended(Action.Ending ending) implements State {}
}
