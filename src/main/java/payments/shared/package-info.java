/** What both colors share: the sessions table, the front door and the lease of the cut-over. */
package payments.shared;
