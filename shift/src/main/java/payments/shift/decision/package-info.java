/**
 * What the cut-over from one color to the other does next. Pure: no clock, no AWS, no Pulumi, no
 * I/O; time and everything seen come in as values. {@link
 * payments.shift.decision.ShiftMachine#next} is the way in.
 */
package payments.shift.decision;
