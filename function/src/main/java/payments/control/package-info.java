/** How a payment is taken once: claim, log, complete. */
package payments.control;
