package payments.policy;

import com.pulumi.core.Output;

/**
 * The account and Region that a stack is in, for the ARNs in its policies.
 *
 * @param region the Region, such as {@code us-east-1}
 * @param accountId the account's twelve digits
 */
public record Scope(String region, Output<String> accountId) {
  /** The ARN of a resource in this account and Region. */
  public Output<String> arn(String service, String resource) {
    return accountId.applyValue(
        account -> "arn:aws:%s:%s:%s:%s".formatted(service, region, account, resource));
  }

  /** The ARN of the account itself, through which its IAM policies are given a say. */
  public Output<String> accountArn() {
    return accountId.applyValue("arn:aws:iam::%s:root"::formatted);
  }

  /** The same account seen from another Region. */
  public Scope in(String otherRegion) {
    return new Scope(otherRegion, accountId);
  }

  /** The value of {@code kms:ViaService} for a service of this Region. */
  public String endpoint(String service) {
    return service + "." + region + ".amazonaws.com";
  }
}
