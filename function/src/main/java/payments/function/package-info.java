/** The two Lambda handlers: they build the parts once and pass events on. */
package payments.function;
