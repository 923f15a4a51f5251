/**
 * Runs the program against mocks that record every resource, for tests that look at all of them.
 */
package payments.testing;
