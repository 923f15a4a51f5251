package payments.shift.decision;

import java.time.Instant;

/** What is to be done now. */
public sealed interface Action {

  /** The last action of a cut-over. */
  sealed interface Ending extends Action {
    /** The exit code of the tool: 0 moved, 1 went back, 2 stopped for a person. */
    int exitCode();
  }

  /**
   * Set these weights: in the shared stack, then in both colors' records, by updates with that
   * message. Where one record rises from zero and the other falls to it, the rising one goes first,
   * or both would be zero for a moment.
   *
   * @param weights what to set
   * @param message of the updates
   */
  record SetWeights(Weights weights, UpdateMessage message) implements Action {}

  /**
   * Do nothing, then look again.
   *
   * @param until when to look
   * @param reason what is waited for
   */
  record Wait(Instant until, String reason) implements Action {}

  /**
   * All customers are at the new color, and the old one need not be kept.
   *
   * @param reason what was done
   */
  record Done(String reason) implements Ending {
    @Override
    public int exitCode() {
      return 0;
    }
  }

  /**
   * All customers are at the old color.
   *
   * @param reason why
   */
  record WentBack(String reason) implements Ending {
    @Override
    public int exitCode() {
      return 1;
    }
  }

  /**
   * A person is needed.
   *
   * @param kind what for
   * @param reason what was found
   */
  record Stop(StopKind kind, String reason) implements Ending {
    @Override
    public int exitCode() {
      return 2;
    }
  }
}
