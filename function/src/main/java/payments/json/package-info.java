/** JSON in and out: exact numbers, no duplicate keys, bounded depth. Knows nothing of payments. */
package payments.json;
