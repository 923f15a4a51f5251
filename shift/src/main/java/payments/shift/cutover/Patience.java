package payments.shift.cutover;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * Asks again what was not answered: after a second, then after twice as long each time. What cannot
 * be seen for five minutes ends a cut-over for a person: the weights stay, and Route 53's health
 * checks go on by themselves.
 */
final class Patience {
  static final Duration LIMIT = Duration.ofMinutes(5);

  static final Duration FIRST = Duration.ofSeconds(1);

  private static final Duration MOST = Duration.ofSeconds(30);

  private final Time time;
  private final Consumer<String> progress;

  /** What is asked, and may wait itself. */
  @FunctionalInterface
  interface Question<T> {
    T ask() throws InterruptedException;
  }

  Patience(Time time, Consumer<String> progress) {
    this.time = time;
    this.progress = progress;
  }

  /**
   * Asks until there is an answer.
   *
   * @throws BlockedException at once: a person is to know
   * @throws ShiftException the last one, if there is none in time
   */
  <T> T answer(Question<T> question) throws InterruptedException {
    Instant limit = time.now().plus(LIMIT);
    Duration pause = FIRST;
    while (true) {
      try {
        return question.ask();
      } catch (BlockedException e) {
        throw e;
      } catch (ShiftException e) {
        Instant next = time.now().plus(pause);
        if (next.isAfter(limit)) {
          throw new ShiftException(
              "not to be seen for %d minutes: %s".formatted(LIMIT.toMinutes(), e.getMessage()), e);
        }
        progress.accept("asked again in %d s: %s".formatted(pause.toSeconds(), e.getMessage()));
        time.sleepUntil(next);
        pause = longer(pause);
      }
    }
  }

  /** Twice as long, half a minute at most. */
  static Duration longer(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(MOST) < 0 ? twice : MOST;
  }
}
