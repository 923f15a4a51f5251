/** Route 53's rules for weighted records and health checks, with no I/O and no clock. */
package payments.local.route;
