/** What a payment is. Values that cannot hold anything bad; nothing of AWS or HTTP. */
package payments.entity;
