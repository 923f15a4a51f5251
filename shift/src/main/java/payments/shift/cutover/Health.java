package payments.shift.cutover;

/**
 * What Route 53 thinks of a color.
 *
 * @param healthy whether it sends customers there
 * @param why how that is known, or what is wrong
 */
public record Health(boolean healthy, String why) {}
