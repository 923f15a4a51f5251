/** What the person in front of the terminal sees. */
package payments.local.console;
