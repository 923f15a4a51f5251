package payments.local.drill;

import java.time.Instant;

/**
 * Something that happened and is to be seen in the picture.
 *
 * @param at when
 * @param kind what
 * @param text in words
 */
record Mark(Instant at, Kind kind, String text) {

  /** What can happen. */
  enum Kind {
    STARTED("tool started"),
    UPDATE("update begins"),
    FAULT("fault set"),
    BACK("goes back"),
    KILLED("killed"),
    RESTARTED("started again"),
    ENDED("tool ended");

    private final String title;

    Kind(String title) {
      this.title = title;
    }

    /** For the legend. */
    String title() {
      return title;
    }
  }
}
