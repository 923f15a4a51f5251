/**
 * What a cut-over sees of AWS, and the little that it does there: the weighted records, the colors'
 * metrics and alarms, notices, and the lease that keeps a second cut-over away. Weights are not set
 * here: Pulumi does that.
 */
package payments.shift.aws;
