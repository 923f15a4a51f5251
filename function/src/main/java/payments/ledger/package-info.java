/** From the sessions table's stream to Aurora MySQL: one row per completed payment. */
package payments.ledger;
