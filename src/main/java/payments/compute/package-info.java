/** The two Lambda functions, what they may do, and the stream between them. */
package payments.compute;
