/**
 * Customers who pay at a steady rate, whatever becomes of their payments: the load of a drill, and
 * what it met.
 */
package payments.local.load;
