/**
 * The cut-over as it runs: looks, has {@link payments.shift.decision.ShiftMachine} decide, acts.
 * What it needs of the world are the interfaces here; the packages beside it have them for Pulumi
 * and AWS.
 */
package payments.shift.cutover;
