/** Settings, paths and errors that every part of the local system shares. */
package payments.local;
