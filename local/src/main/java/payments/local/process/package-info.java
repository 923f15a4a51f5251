/** Starting, finding again and ending processes: own ones only. */
package payments.local.process;
