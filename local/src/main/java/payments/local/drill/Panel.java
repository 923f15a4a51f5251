package payments.local.drill;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One drill in the picture.
 *
 * @param title the drill's name
 * @param passed how it ended
 * @param start its first moment
 * @param end its last moment
 * @param seconds what the load saw
 * @param samples every change of the weights, the first at or before the start
 * @param marks what happened
 */
record Panel(
    String title,
    boolean passed,
    Instant start,
    Instant end,
    List<PaidSecond> seconds,
    List<Sample> samples,
    List<Mark> marks) {

  /** Copies the lists. */
  Panel {
    seconds = List.copyOf(seconds);
    samples = List.copyOf(samples);
    marks = List.copyOf(marks);
  }

  /** The same with only what happened between start and end. */
  Panel within() {
    return new Panel(
        title,
        passed,
        start,
        end,
        seconds.stream()
            .filter(second -> !second.at().isBefore(start) && second.at().isBefore(end))
            .toList(),
        samples.stream().filter(sample -> sample.at().isBefore(end)).toList(),
        marks.stream()
            .filter(mark -> !mark.at().isBefore(start) && !mark.at().isAfter(end))
            .toList());
  }

  double length() {
    return after(end);
  }

  /** Seconds from the start to a moment; 0 if it was before. */
  double after(Instant moment) {
    return Math.max(0, Duration.between(start, moment).toMillis() / 1000.0);
  }
}
