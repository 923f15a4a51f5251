/** The color's way in: API, host names, health check and weighted record. */
package payments.edge;
