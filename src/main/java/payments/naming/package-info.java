/** Names, tags and addresses: arithmetic that knows nothing of Pulumi. */
package payments.naming;
