package payments.local.drill;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The way that a tool has to keep to which takes a killed one's place.
 *
 * @param back whether it goes back, rather than on
 * @param to the color that gets the customers
 * @param had the stack's weights when the other was killed
 */
record Course(boolean back, String to, Weights had) {
  private static final Set<String> LOOKS = Set.of("waiting", "step", "back", "seen");

  /** What it did against that; empty if it kept to it. */
  Optional<String> amiss(List<ShiftEvent> events) {
    Optional<Weights> found =
        events.stream()
            .filter(event -> LOOKS.contains(event.name()))
            .findFirst()
            .flatMap(ShiftEvent::weights);
    if (found.isEmpty()) {
      return Optional.of("it did not say where it goes on from");
    }
    int least = found.get().of(to);
    if (least < had.of(to)) {
      return Optional.of("it begins at %s, behind %s".formatted(found.get(), had));
    }
    boolean wentBack = events.stream().anyMatch(event -> event.is("back"));
    if (wentBack != back) {
      return Optional.of(back ? "it does not say that it goes back" : "it goes back");
    }
    return events.stream()
        .filter(event -> event.is("updating"))
        .flatMap(event -> event.weights().stream())
        .filter(weights -> weights.of(to) < least)
        .findFirst()
        .map(weights -> "it updates to %s from %s".formatted(weights, found.get()));
  }
}
