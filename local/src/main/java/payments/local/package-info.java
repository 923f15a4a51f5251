/**
 * What every part of the local system shares: settings, paths, errors, and numbers that are read
 * and told.
 */
package payments.local;
