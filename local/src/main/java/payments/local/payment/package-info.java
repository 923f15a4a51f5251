/** Paying through the weighted route, and finding where the payment is stored. */
package payments.local.payment;
