/** The local edge: Route 53's data plane and the front door, on loopback. */
package payments.local.edge;
