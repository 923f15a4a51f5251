/**
 * What a person may set: read once from the stack's configuration, every mistake reported together.
 */
package payments.settings;
