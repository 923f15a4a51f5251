/**
 * The stacks through Pulumi's Automation API: what is wanted, and the updates that change it. Every
 * update is a plain one that a person can read in {@code pulumi stack history} and could have made.
 */
package payments.shift.pulumi;
