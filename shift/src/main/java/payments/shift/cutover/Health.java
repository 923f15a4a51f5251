package payments.shift.cutover;

/**
 * Whether a color is well.
 *
 * @param healthy whether it is
 * @param why how that is known, or what is wrong
 */
public record Health(boolean healthy, String why) {}
