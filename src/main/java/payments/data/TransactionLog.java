package payments.data;

import com.pulumi.aws.s3.BucketLifecycleConfigurationV2;
import com.pulumi.aws.s3.BucketLifecycleConfigurationV2Args;
import com.pulumi.aws.s3.BucketOwnershipControls;
import com.pulumi.aws.s3.BucketOwnershipControlsArgs;
import com.pulumi.aws.s3.BucketPolicy;
import com.pulumi.aws.s3.BucketPolicyArgs;
import com.pulumi.aws.s3.BucketPublicAccessBlock;
import com.pulumi.aws.s3.BucketPublicAccessBlockArgs;
import com.pulumi.aws.s3.BucketServerSideEncryptionConfigurationV2;
import com.pulumi.aws.s3.BucketServerSideEncryptionConfigurationV2Args;
import com.pulumi.aws.s3.BucketV2;
import com.pulumi.aws.s3.BucketV2Args;
import com.pulumi.aws.s3.BucketVersioningV2;
import com.pulumi.aws.s3.BucketVersioningV2Args;
import com.pulumi.aws.s3.inputs.BucketLifecycleConfigurationV2RuleAbortIncompleteMultipartUploadArgs;
import com.pulumi.aws.s3.inputs.BucketLifecycleConfigurationV2RuleArgs;
import com.pulumi.aws.s3.inputs.BucketLifecycleConfigurationV2RuleExpirationArgs;
import com.pulumi.aws.s3.inputs.BucketLifecycleConfigurationV2RuleFilterArgs;
import com.pulumi.aws.s3.inputs.BucketLifecycleConfigurationV2RuleNoncurrentVersionExpirationArgs;
import com.pulumi.aws.s3.inputs.BucketOwnershipControlsRuleArgs;
import com.pulumi.aws.s3.inputs.BucketServerSideEncryptionConfigurationV2RuleApplyServerSideEncryptionByDefaultArgs;
import com.pulumi.aws.s3.inputs.BucketServerSideEncryptionConfigurationV2RuleArgs;
import com.pulumi.aws.s3.inputs.BucketVersioningV2VersioningConfigurationArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import payments.policy.Policy;

/**
 * The bucket with one object per payment: versioned, encrypted, private, TLS only, kept for 90 days
 * and 30 more when replaced or deleted.
 */
final class TransactionLog {
  private static final int RETENTION_DAYS = 90;
  private static final int OLD_VERSION_DAYS = 30;
  private static final int ABANDONED_UPLOAD_DAYS = 7;

  final Output<String> bucketName;
  final Output<String> bucketArn;

  private final String name;
  private final Resource parent;

  TransactionLog(String name, Resource parent, DataTierArgs args, Output<String> keyArn) {
    this.name = name;
    this.parent = parent;

    var bucket = bucket(args);
    var versioning = versioning(bucket);
    encryption(bucket, keyArn);
    lifecycle(bucket, versioning);
    var publicAccess = publicAccessBlock(bucket);
    ownership(bucket);
    policy(bucket, publicAccess);

    this.bucketName = bucket.bucket();
    this.bucketArn = bucket.arn();
  }

  private BucketV2 bucket(DataTierArgs args) {
    return new BucketV2(
        name + "-transactions",
        BucketV2Args.builder()
            .bucket(
                args.scope()
                    .accountId()
                    .applyValue(account -> args.labels().worldWide("logs", account)))
            .forceDestroy(!args.protectData())
            .tags(args.labels().tags("logs"))
            .build(),
        child().protect(args.protectData()).build());
  }

  private BucketVersioningV2 versioning(BucketV2 bucket) {
    return new BucketVersioningV2(
        name + "-transactions-versioning",
        BucketVersioningV2Args.builder()
            .bucket(bucket.bucket())
            .versioningConfiguration(
                BucketVersioningV2VersioningConfigurationArgs.builder().status("Enabled").build())
            .build(),
        child().build());
  }

  private void encryption(BucketV2 bucket, Output<String> keyArn) {
    new BucketServerSideEncryptionConfigurationV2(
        name + "-transactions-encryption",
        BucketServerSideEncryptionConfigurationV2Args.builder()
            .bucket(bucket.bucket())
            .rules(
                BucketServerSideEncryptionConfigurationV2RuleArgs.builder()
                    .applyServerSideEncryptionByDefault(
                        BucketServerSideEncryptionConfigurationV2RuleApplyServerSideEncryptionByDefaultArgs
                            .builder()
                            .sseAlgorithm("aws:kms")
                            .kmsMasterKeyId(keyArn)
                            .build())
                    .bucketKeyEnabled(true)
                    .build())
            .build(),
        child().build());
  }

  /** Waits for versioning, without which a rule about old versions means nothing. */
  private void lifecycle(BucketV2 bucket, BucketVersioningV2 versioning) {
    new BucketLifecycleConfigurationV2(
        name + "-transactions-lifecycle",
        BucketLifecycleConfigurationV2Args.builder()
            .bucket(bucket.bucket())
            .rules(
                BucketLifecycleConfigurationV2RuleArgs.builder()
                    .id("retention")
                    .status("Enabled")
                    .filter(
                        BucketLifecycleConfigurationV2RuleFilterArgs.builder().prefix("").build())
                    .expiration(
                        BucketLifecycleConfigurationV2RuleExpirationArgs.builder()
                            .days(RETENTION_DAYS)
                            .build())
                    .noncurrentVersionExpiration(
                        BucketLifecycleConfigurationV2RuleNoncurrentVersionExpirationArgs.builder()
                            .noncurrentDays(OLD_VERSION_DAYS)
                            .build())
                    .abortIncompleteMultipartUpload(
                        BucketLifecycleConfigurationV2RuleAbortIncompleteMultipartUploadArgs
                            .builder()
                            .daysAfterInitiation(ABANDONED_UPLOAD_DAYS)
                            .build())
                    .build())
            .build(),
        child().dependsOn(versioning).build());
  }

  private BucketPublicAccessBlock publicAccessBlock(BucketV2 bucket) {
    return new BucketPublicAccessBlock(
        name + "-transactions-public-access",
        BucketPublicAccessBlockArgs.builder()
            .bucket(bucket.bucket())
            .blockPublicAcls(true)
            .blockPublicPolicy(true)
            .ignorePublicAcls(true)
            .restrictPublicBuckets(true)
            .build(),
        child().build());
  }

  private void ownership(BucketV2 bucket) {
    new BucketOwnershipControls(
        name + "-transactions-ownership",
        BucketOwnershipControlsArgs.builder()
            .bucket(bucket.bucket())
            .rule(
                BucketOwnershipControlsRuleArgs.builder()
                    .objectOwnership("BucketOwnerEnforced")
                    .build())
            .build(),
        child().build());
  }

  /**
   * Waits for the public access block: S3 refuses two such changes of one bucket at the same time.
   */
  private void policy(BucketV2 bucket, BucketPublicAccessBlock publicAccess) {
    new BucketPolicy(
        name + "-transactions-policy",
        BucketPolicyArgs.builder()
            .bucket(bucket.bucket())
            .policy(
                Policy.of(
                    Policy.tlsOnly(
                        "s3:*", bucket.arn(), bucket.arn().applyValue(arn -> arn + "/*"))))
            .build(),
        child().dependsOn(publicAccess).build());
  }

  private CustomResourceOptions.Builder child() {
    return CustomResourceOptions.builder().parent(parent);
  }
}
