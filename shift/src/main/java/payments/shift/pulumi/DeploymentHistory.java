package payments.shift.pulumi;

import com.pulumi.automation.UpdateKind;
import com.pulumi.automation.UpdateSummary;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import payments.shift.decision.Deployment;
import payments.shift.decision.UpdateMessage;

/**
 * The last deployment of each color. The updates of a cut-over are told from others by their
 * message, whichever tool made them; one that failed may have changed half of a color, and counts.
 */
final class DeploymentHistory {
  private static final Set<UpdateKind> KINDS = EnumSet.of(UpdateKind.UPDATE, UpdateKind.DESTROY);

  private final Function<String, List<UpdateSummary>> history;
  private final Map<String, Read> reads = new HashMap<>();

  /**
   * What was read of a color.
   *
   * @param updatedAt when its stack had been updated last
   * @param again whether it was read a second time: Pulumi writes an update's history down after
   *     the stack, and a look may have come between
   * @param found what was found
   */
  private record Read(Instant updatedAt, boolean again, Optional<Deployment> found) {}

  /**
   * @param history the newest updates of a stack, the newest first
   */
  DeploymentHistory(Function<String, List<UpdateSummary>> history) {
    this.history = history;
  }

  /**
   * The last one; empty if none of the newest updates is one.
   *
   * @param updatedAt when the stack was updated last: its history is not read while that stays
   */
  Optional<Deployment> last(String color, Instant updatedAt) {
    Read before = reads.get(color);
    boolean same = before != null && updatedAt.equals(before.updatedAt());
    if (same && before.again()) {
      return before.found();
    }
    Optional<Deployment> found =
        history.apply(color).stream()
            .filter(DeploymentHistory::counts)
            .findFirst()
            .map(it -> new Deployment(color, it.startTime(), message(it)));
    reads.put(color, new Read(updatedAt, same, found));
    return found;
  }

  private static boolean counts(UpdateSummary update) {
    return KINDS.contains(update.kind()) && UpdateMessage.read(message(update)).isEmpty();
  }

  private static String message(UpdateSummary update) {
    return Optional.ofNullable(update.message()).orElse("without a message");
  }
}
