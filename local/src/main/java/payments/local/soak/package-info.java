/**
 * Many payments, sent again and again to both colors, while the functions' processes are killed.
 */
package payments.local.soak;
