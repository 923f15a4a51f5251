/** What both colors share: the sessions table and the front door. */
package payments.shared;
