/** The color's private network. */
package payments.network;
