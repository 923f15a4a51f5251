/** Puts a cut-over together: the stacks' outputs, AWS, the lease, the loop. */
package payments.shift.tool;
