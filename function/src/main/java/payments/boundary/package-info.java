/** What callers send and get: HTTP through API Gateway, and direct invocation. */
package payments.boundary;
