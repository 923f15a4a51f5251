package payments.local.drill;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What there was when a tool was killed.
 *
 * @param events all that it had said
 * @param updating the stacks that its Pulumi was updating
 * @param weights those in the stack and in Route 53
 */
record Hit(List<ShiftEvent> events, Set<String> updating, Sample weights) {
  /** Copies both. */
  Hit {
    events = List.copyOf(events);
    updating = Set.copyOf(updating);
  }

  /** What it was at; empty if it had not begun. */
  Optional<ShiftEvent> last() {
    // What it does within a look or an update is said between.
    return events.stream()
        .filter(event -> !event.is("working") && !event.is("trouble"))
        .reduce((one, next) -> next);
  }

  @Override
  public String toString() {
    return "after %s, updating %s, %s"
        .formatted(last().map(ShiftEvent::name).orElse("nothing"), updating, weights);
  }
}
