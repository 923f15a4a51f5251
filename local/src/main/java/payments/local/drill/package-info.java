/**
 * The drills of a cut-over: the real tool as a process of its own, real Pulumi updates, payments
 * flowing, and things that go wrong on purpose. What is asserted are facts from outside the tool:
 * its exit code, the stack, the records, the answers to the payments, the stores.
 */
package payments.local.drill;
