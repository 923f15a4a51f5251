/** Values as people write them and are told of them. Imports nothing of the other packages. */
package payments.shift.values;
