/**
 * {@code make bench}: how fast the payment function is, beside the three AWS calls it cannot save.
 */
package payments.local.bench;
