/** Bringing the whole local system up, showing it, and tearing it down. */
package payments.local.system;
