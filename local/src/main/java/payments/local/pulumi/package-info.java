/** The Pulumi CLI, its project for the emulator, and what its engine reports. */
package payments.local.pulumi;
