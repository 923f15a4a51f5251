package payments.shift.cutover;

import java.time.Instant;
import java.util.Optional;

/**
 * What keeps two cut-overs of the same pair from running at once: whoever holds the lease may act.
 * It lasts {@code 30 s}, is to be renewed every {@code 5 s}, and runs out by itself if its holder
 * dies.
 *
 * <p>Every method throws {@link ShiftException} if AWS cannot be asked.
 */
public interface Lease {
  /** Takes it if nobody has it, or who had it let it run out. */
  Attempt take(String plan);

  /** Keeps it for another while, if it is still this tool's. */
  Renewal renew();

  /** Gives it back; nothing happens if it is not this tool's any more. */
  void release();

  /**
   * Asks whoever holds it to go back; it obeys at its next look.
   *
   * @return who was asked; empty if nobody holds it
   */
  Optional<Held> askForRollback();

  /** As {@link Taken#deadSince}, of who would take it now. */
  Optional<Instant> deadSince();

  /** Who holds it; empty if nobody does. */
  Optional<Held> holder();

  /**
   * Who holds it.
   *
   * @param by {@code user@host, process}
   * @param plan what it does
   * @param since when it took it
   * @param until when it runs out, unless it is renewed
   * @param rollbackAsked whether somebody asked it to go back
   */
  record Held(String by, String plan, Instant since, Instant until, boolean rollbackAsked)
      implements Attempt {}

  /** What came of {@link #take}. */
  sealed interface Attempt permits Taken, Held {}

  /**
   * It is this tool's.
   *
   * @param until when it runs out, unless it is renewed
   * @param deadSince since when a tool had it that let it run out instead of giving it back: the
   *     first, of several one after the other; empty if it was given back
   */
  record Taken(Instant until, Optional<Instant> deadSince) implements Attempt {}

  /** What came of {@link #renew}. */
  sealed interface Renewal permits Kept, Lost {}

  /**
   * It is this tool's for another while.
   *
   * @param until when it runs out, unless it is renewed
   * @param rollbackAsked whether somebody wants this tool to go back
   */
  record Kept(Instant until, boolean rollbackAsked) implements Renewal {}

  /**
   * It was not renewed in time, and is another's or nobody's: this tool must not act any more.
   *
   * @param to whose it is; empty if nobody's
   */
  record Lost(Optional<Held> to) implements Renewal {}
}
