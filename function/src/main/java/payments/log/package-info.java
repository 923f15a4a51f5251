/** One line of JSON per call, with metrics in it. No payload, no secret. */
package payments.log;
