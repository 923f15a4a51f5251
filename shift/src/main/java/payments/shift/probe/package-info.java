/** Calls a color over its own name: to see whether it answers, and to give it test payments. */
package payments.shift.probe;
