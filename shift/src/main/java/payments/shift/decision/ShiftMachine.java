package payments.shift.decision;

/**
 * Decides what a cut-over does next. The weights in the stack are its only memory that matters: a
 * tool may die at any moment and be started again with {@link State#START}.
 *
 * <p>Whatever is seen, no action sets weights that do not sum to 100, gives weight to a color
 * without a healthy record, raises the new color by more than one step, or lowers it to anything
 * but zero.
 */
public final class ShiftMachine {
  /**
   * How often the same step is ordered before a person is called. A way back is ordered until it is
   * gone: customers at a bad color are not left there because updates fail.
   */
  public static final int MOST_ATTEMPTS = 3;

  private ShiftMachine() {}

  /**
   * Decides. Do the action, look again, and call this with the new state, until the action is an
   * {@link Action.Ending}.
   *
   * @param plan the same in all calls
   * @param state of the last decision; at first a {@link State.Beginning}
   * @param seen what was seen after the last action was done
   */
  public static Decision next(Plan plan, State state, Observation seen) {
    return new Turn(plan, seen).next(state);
  }
}
