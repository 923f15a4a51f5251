/** What {@code make bench} compares the function with. */
package payments.bench;
