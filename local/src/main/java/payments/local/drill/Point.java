package payments.local.drill;

import java.util.Set;
import payments.local.pulumi.PulumiProject;

/** A point of the tool's way, of which what it leaves behind tells whether it was there. */
enum Point {
  /** It looks at the gates. */
  GATES("at the gates, at") {
    @Override
    boolean hit(Hit hit, Weights weights) {
      return hit.last().filter(event -> event.is("gates")).isPresent()
          && hit.weights().settled(weights);
    }
  },
  /** Pulumi updates the shared stack, which does not have the weights yet. */
  SHARED("in shared's update to") {
    @Override
    boolean hit(Hit hit, Weights weights) {
      return updates(hit, weights)
          && hit.updating().equals(Set.of(PulumiProject.SHARED))
          && hit.weights().stack().filter(weights::equals).isEmpty();
    }
  },
  /**
   * The stack has the weights, and so has each record that Pulumi updates: it waits for Route 53.
   */
  RECORDS("in the records' update to") {
    @Override
    boolean hit(Hit hit, Weights weights) {
      return updates(hit, weights)
          && !hit.updating().isEmpty()
          && hit.weights().stack().filter(weights::equals).isPresent()
          && hit.updating().stream().allMatch(color -> inForce(hit.weights(), color, weights));
    }
  },
  /** It watches both colors. */
  BAKE("in the bake at") {
    @Override
    boolean hit(Hit hit, Weights weights) {
      return hit.last().filter(event -> event.baking(weights)).isPresent();
    }
  },
  /** All customers have moved, and the old color is kept. */
  KEEPING("in the window to go back in, at") {
    @Override
    boolean hit(Hit hit, Weights weights) {
      return hit.last().filter(ShiftEvent::keeping).isPresent() && hit.weights().settled(weights);
    }
  };

  private final String title;

  Point(String title) {
    this.title = title;
  }

  /** In words, the weights to follow. */
  String title() {
    return title;
  }

  /** Whether the tool was there, with those weights. */
  abstract boolean hit(Hit hit, Weights weights);

  /** An update to them has begun and not ended. */
  private static boolean updates(Hit hit, Weights weights) {
    return hit.last()
        .filter(event -> event.is("updating"))
        .flatMap(ShiftEvent::weights)
        .filter(weights::equals)
        .isPresent();
  }

  private static boolean inForce(Sample sample, String color, Weights weights) {
    return !color.equals(PulumiProject.SHARED)
        && (color.equals("blue") ? sample.blue() : sample.green())
            .filter(weight -> weight == weights.of(color))
            .isPresent();
  }
}
