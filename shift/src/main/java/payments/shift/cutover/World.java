package payments.shift.cutover;

import java.time.Duration;

/**
 * What a cut-over sees and acts on.
 *
 * @param stacks what is wanted
 * @param route what is in force
 * @param measurements how the colors do
 * @param recent over which time the last look back goes: the watch interval, in whole periods
 * @param prober whether a color answers
 * @param permit the right to change anything
 * @param time the clock
 */
public record World(
    Stacks stacks,
    Route route,
    Measurements measurements,
    Duration recent,
    Prober prober,
    Permit permit,
    Time time) {}
