/** What several tests share. */
package payments.testing;
