package payments.shift.decision;

/**
 * The answer of the machine.
 *
 * @param state to be handed in again with what is seen next
 * @param action to be done before
 */
public record Decision(State state, Action action) {}
