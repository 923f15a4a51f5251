package payments.shift.decision;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The stacks, the records and the tool at one tick, a second. Weights are plain numbers here, and
 * an update is what it is in truth: a change of the stack, then of one record, then of the other,
 * any of which may be the last before the tool dies.
 *
 * @param tool what the tool remembers
 * @param stackFrom the old color's weight in the stack
 * @param stackTo the new color's
 * @param recordFrom the old color's in Route 53
 * @param recordTo the new color's
 * @param message of the last update
 * @param updatedAt tick of the last update
 * @param now this tick
 */
record World(
    State tool,
    int stackFrom,
    int stackTo,
    int recordFrom,
    int recordTo,
    String message,
    long updatedAt,
    long now) {
  private static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");

  /** Nothing was moved yet. */
  static World atOld() {
    return new World(State.START, 100, 0, 100, 0, "pulumi up", 0, 1_000);
  }

  static Instant instant(long tick) {
    return EPOCH.plusSeconds(tick);
  }

  static long tick(Instant instant) {
    return Duration.between(EPOCH, instant).toSeconds();
  }

  Observation seen(Condition condition, Gates gates, boolean rollback) {
    return new Observation(
        instant(now),
        new Found(stackFrom, stackTo),
        Optional.of(new LastUpdate(instant(updatedAt), message)),
        Optional.of(new Found(recordFrom, recordTo)),
        condition != Condition.NOT_IN_SYNC && !(tool instanceof State.Beginning),
        instant(condition == Condition.NOT_MEASURED_YET ? now - 100_000 : now),
        condition.from(recordTo),
        condition.to(recordTo),
        gates,
        rollback,
        condition.deployed().map(this::deployment));
  }

  Deployment deployment(String color) {
    return new Deployment(color, instant(now), "release 7");
  }

  World with(State state) {
    return new World(state, stackFrom, stackTo, recordFrom, recordTo, message, updatedAt, now);
  }

  World later(long ticks) {
    return new World(
        tool, stackFrom, stackTo, recordFrom, recordTo, message, updatedAt, now + ticks);
  }

  /** Another tool takes the place of one that died, and whose all updates were. */
  World crashed() {
    return with(new State.Beginning(Optional.of(EPOCH)));
  }

  /** Another tool takes the place of one that died before it made any update. */
  World crashedIdle() {
    return with(new State.Beginning(Optional.of(instant(updatedAt + 1))));
  }

  /** Whether the tool has just started, and the last update was made by one that died. */
  boolean isLeftByTheDead() {
    return tool instanceof State.Beginning beginning
        && beginning.deadSince().filter(since -> tick(since) <= updatedAt).isPresent();
  }

  /** Another tool is started after one that ended, or was told to end. */
  World startedAgain() {
    return with(State.START);
  }

  /** What a person does with {@code pulumi config set} and {@code pulumi up}. */
  World setByHand(int from, int to) {
    return new World(tool, from, to, from, to, "by hand", now, now);
  }

  /** A person who only got as far as the configuration of the shared stack. */
  World setByHandInStack(int from, int to) {
    return new World(tool, from, to, recordFrom, recordTo, "by hand", now, now);
  }

  /** A person who goes past Pulumi. */
  World setByHandInRoute53(int from, int to) {
    return records(from, to);
  }

  /** All that an update may have done when it ends, the finished one last. */
  List<World> update(Action.SetWeights order) {
    int from = order.weights().from();
    int to = order.weights().to();
    String text = order.message().text();
    var begun = new World(tool, stackFrom, stackTo, recordFrom, recordTo, text, now, now);
    var stack = new World(tool, from, to, recordFrom, recordTo, text, now, now);
    var stages = new ArrayList<World>(List.of(begun, stack));
    // Both records at once: either may be first, unless one rises from zero as the other falls.
    if (recordTo > 0 || from > 0) {
      stages.add(stack.records(from, recordTo));
    }
    if (recordFrom > 0 || to > 0) {
      stages.add(stack.records(recordFrom, to));
    }
    stages.add(stack.records(from, to));
    return stages;
  }

  private World records(int from, int to) {
    return new World(tool, stackFrom, stackTo, from, to, message, updatedAt, now);
  }
}
