/** Where the color keeps its data: Aurora, the transaction log, and the key that encrypts them. */
package payments.data;
