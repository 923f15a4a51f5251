/** The tool that moves customers from one color to the other. */
package payments.shift;
