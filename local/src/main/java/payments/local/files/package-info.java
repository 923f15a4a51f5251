/** Files that are written whole, and trees that are deleted. */
package payments.local.files;
