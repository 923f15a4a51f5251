package payments.shift.decision;

import java.time.Instant;
import java.util.Optional;

/**
 * Everything seen at one moment.
 *
 * @param now when
 * @param stack the weights in the shared stack: what is wanted
 * @param lastUpdate who wanted them; empty if the stack has no history
 * @param records the weights in Route 53: what is in force; empty if a record is missing
 * @param inSync whether Route 53 calls the <a
 *     href="https://docs.aws.amazon.com/Route53/latest/APIReference/API_GetChange.html">last
 *     change</a> of the records {@code INSYNC}: all its servers answer so; a tool that has just
 *     started does not know, and says false
 * @param measuredUntil up to when the figures are complete; CloudWatch is some minutes behind
 * @param from how the old color is
 * @param to how the new color is
 * @param gates what must hold before any weight
 * @param rollbackAsked whether a person wants to go back
 * @param deployed the deployment of either color since the tool began; empty if there was none
 */
public record Observation(
    Instant now,
    Found stack,
    Optional<LastUpdate> lastUpdate,
    Optional<Found> records,
    boolean inSync,
    Instant measuredUntil,
    Reading from,
    Reading to,
    Gates gates,
    boolean rollbackAsked,
    Optional<Deployment> deployed) {

  /** Whether both records have those weights. */
  boolean recordsAre(Weights weights) {
    return records.map(found -> found.is(weights)).orElse(false);
  }

  /** Whether those weights are wanted and written down. */
  boolean written(Weights weights) {
    return stack.is(weights) && recordsAre(weights);
  }

  /** Whether they are answered everywhere, too. */
  boolean settled(Weights weights) {
    return written(weights) && inSync;
  }

  /** The records for a person to read. */
  String recordsText() {
    return records.map(Found::toString).orElse("incomplete: a color has no record");
  }
}
