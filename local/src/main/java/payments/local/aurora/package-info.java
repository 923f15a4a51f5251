/** Aurora MySQL on one machine: a MariaDB server for each cluster that the emulator's RDS knows. */
package payments.local.aurora;
