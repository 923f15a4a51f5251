/** The AWS emulator: its process, clients for it, and what it holds. */
package payments.local.emulator;
