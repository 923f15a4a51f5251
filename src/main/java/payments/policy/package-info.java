/**
 * IAM, key and resource policies: who may do what, on which exact resource, under which condition.
 */
package payments.policy;
