/**
 * What people and programs get to see of a cut-over: the live display, plain lines, the event log,
 * notices, and the table of {@code status}.
 */
package payments.shift.console;
