/**
 * The command line: what may be asked for, every mistake in it, and the question before anything is
 * done. What the commands do is behind {@link payments.shift.cli.Commands}.
 */
package payments.shift.cli;
