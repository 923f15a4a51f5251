/** Who is told when something is wrong, and what is shown. */
package payments.monitoring;
