package payments.shift.cli;

/**
 * What a status was asked to show.
 *
 * @param json whether as JSON instead of a table
 * @param place where
 */
public record StatusOptions(boolean json, Place place) {}
