package payments.data;

import com.pulumi.aws.kms.Alias;
import com.pulumi.aws.kms.AliasArgs;
import com.pulumi.aws.kms.Key;
import com.pulumi.aws.kms.KeyArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import payments.naming.Labels;

/** The color's customer key, rotated every year, and its alias. */
final class EncryptionKey {
  /** KMS waits 7 to 30 days before a key is gone, and with it whatever it encrypted. */
  private static final int LONGEST_WAIT_DAYS = 30;

  private static final int SHORTEST_WAIT_DAYS = 7;

  final Output<String> arn;
  final Output<String> id;

  EncryptionKey(
      String name,
      Resource parent,
      Labels labels,
      String description,
      Output<String> policy,
      boolean protectData) {
    var key =
        new Key(
            name + "-key",
            KeyArgs.builder()
                .description(description)
                .enableKeyRotation(true)
                .deletionWindowInDays(protectData ? LONGEST_WAIT_DAYS : SHORTEST_WAIT_DAYS)
                .policy(policy)
                .tags(labels.tags("key"))
                .build(),
            CustomResourceOptions.builder().parent(parent).protect(protectData).build());
    new Alias(
        name + "-key-alias",
        AliasArgs.builder().name("alias/" + labels.name("key")).targetKeyId(key.keyId()).build(),
        CustomResourceOptions.builder().parent(parent).build());
    this.arn = key.arn();
    this.id = key.keyId();
  }
}
