/**
 * What clients know of their payments and what the stores hold of them, compared: whether each was
 * taken exactly once.
 */
package payments.local.audit;
