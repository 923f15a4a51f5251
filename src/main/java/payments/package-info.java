/** The program: one of two kinds of stack, built from the components in the packages below. */
package payments;
