package payments.data;

import com.pulumi.aws.kms.Alias;
import com.pulumi.aws.kms.AliasArgs;
import com.pulumi.aws.kms.Key;
import com.pulumi.aws.kms.KeyArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import payments.naming.Labels;

/** A customer key, rotated every year, and its alias. */
public final class EncryptionKey {
  /** KMS waits 7 to 30 days before a key is gone, and with it whatever it encrypted. */
  private static final int LONGEST_WAIT_DAYS = 30;

  private static final int SHORTEST_WAIT_DAYS = 7;

  /** The key. */
  public final Output<String> arn;

  /** The same key by its id. */
  public final Output<String> id;

  /**
   * Makes the key and its alias.
   *
   * @param name the component's name
   * @param thing what the key is called in names and tags; the shared stack may lie in a color's
   *     Region and have its suffix, so the two call theirs differently
   * @param multiRegion whether other Regions may have replicas of it
   */
  public EncryptionKey(
      String name,
      Resource parent,
      Labels labels,
      String thing,
      String description,
      Output<String> policy,
      boolean multiRegion,
      boolean protectData) {
    var key =
        new Key(
            name + "-key",
            KeyArgs.builder()
                .description(description)
                .multiRegion(multiRegion)
                .enableKeyRotation(true)
                .deletionWindowInDays(waitDays(protectData))
                .policy(policy)
                .tags(labels.tags(thing))
                .build(),
            CustomResourceOptions.builder().parent(parent).protect(protectData).build());
    new Alias(
        name + "-key-alias",
        AliasArgs.builder().name(alias(labels, thing)).targetKeyId(key.keyId()).build(),
        CustomResourceOptions.builder().parent(parent).build());
    this.arn = key.arn();
    this.id = key.keyId();
  }

  /** The alias of a key, in every Region that has one. */
  public static String alias(Labels labels, String thing) {
    return "alias/" + labels.name(thing);
  }

  /** How many days KMS waits before it deletes a key. */
  public static int waitDays(boolean protectData) {
    return protectData ? LONGEST_WAIT_DAYS : SHORTEST_WAIT_DAYS;
  }
}
