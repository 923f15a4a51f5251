package payments;

/**
 * The names of all stack outputs: the contract between the shared stack, the colors and whoever
 * operates them.
 *
 * <p>A color reads {@link #TRAFFIC_WEIGHTS}, {@link #REGIONS}, {@link #DOMAIN_NAME}, {@link
 * #HOSTED_ZONE_ID}, {@link #SESSION_TABLE_NAME} and {@link #SESSION_TABLES} of the shared stack.
 * Nothing reads a color.
 */
public final class StackOutputs {
  // Of the shared stack.

  /** Each color's share in percent: {@code {blue: 100, green: 0}}. */
  public static final String TRAFFIC_WEIGHTS = "trafficWeights";

  /** Each color's AWS Region: {@code {blue: us-east-1, green: us-west-2}}. */
  public static final String REGIONS = "regions";

  /** The name that customers use. */
  public static final String DOMAIN_NAME = "domainName";

  /** The zone that holds the name. */
  public static final String HOSTED_ZONE_ID = "hostedZoneId";

  /** The name over which traffic is split by weight. */
  public static final String ORIGIN_DOMAIN_NAME = "originDomainName";

  /**
   * By Region, the sessions table there: {@link #TABLE_ARN}, {@link #STREAM_ARN}, {@link #KEY_ARN}.
   */
  public static final String SESSION_TABLES = "sessionTables";

  /** In {@link #SESSION_TABLES}: the table. */
  public static final String TABLE_ARN = "tableArn";

  /** In {@link #SESSION_TABLES}: its stream. */
  public static final String STREAM_ARN = "streamArn";

  /** In {@link #SESSION_TABLES}: the key that encrypts it. */
  public static final String KEY_ARN = "keyArn";

  /** The table that says whether a cut-over is under way. */
  public static final String SHIFT_LEASE_TABLE_NAME = "shiftLeaseTableName";

  /** The front door. */
  public static final String CLOUD_FRONT_DISTRIBUTION_ID = "cloudFrontDistributionId";

  /** The front door's own host name. */
  public static final String CLOUD_FRONT_DOMAIN_NAME = "cloudFrontDomainName";

  // Of both.

  /** The sessions table's name. */
  public static final String SESSION_TABLE_NAME = "sessionTableName";

  /** Part of every name in the stack. */
  public static final String ENVIRONMENT_SUFFIX = "environmentSuffix";

  /** The AWS Region that the stack is in. */
  public static final String REGION = "region";

  // Of a color.

  /** The VPC. */
  public static final String VPC_ID = "vpcId";

  /** The API's own URL, with its stage. */
  public static final String API_ENDPOINT = "apiEndpoint";

  /** The API's name, which its metrics go by; its stage is {@link #ENVIRONMENT_SUFFIX}. */
  public static final String API_NAME = "apiName";

  /** The host name of Aurora's writer. */
  public static final String RDS_ENDPOINT = "rdsEndpoint";

  /** The transaction log. */
  public static final String TRANSACTION_LOGS_BUCKET_NAME = "transactionLogsBucketName";

  /** The payment function. */
  public static final String LAMBDA_FUNCTION_ARN = "lambdaFunctionArn";

  /** The alias that the API calls. */
  public static final String LAMBDA_ALIAS_ARN = "lambdaAliasArn";

  /** The version that the alias points to. */
  public static final String LAMBDA_VERSION_NUMBER = "lambdaVersionNumber";

  /** The ledger function, by the name that its metrics go by. */
  public static final String LEDGER_FUNCTION_NAME = "ledgerFunctionName";

  /** The topic that alarms go to. */
  public static final String SNS_TOPIC_ARN = "snsTopicArn";

  /** The color's key. */
  public static final String MASTER_KMS_KEY_ID = "masterKmsKeyId";

  /** The secret with the database's user and password: its ARN, never what is in it. */
  public static final String DB_MASTER_SECRET_ARN = "dbMasterSecretArn";

  /** Blue or green. */
  public static final String DEPLOYMENT_COLOR = "deploymentColor";

  /** The color's share in percent; 100 for a color alone. */
  public static final String TRAFFIC_WEIGHT = "trafficWeight";

  /** The URL at which the color alone answers. */
  public static final String COLOR_URL = "colorUrl";

  /** The health check of the weighted record; only behind the front door. */
  public static final String HEALTH_CHECK_ID = "healthCheckId";

  /** The name of the weighted record; only behind the front door. */
  public static final String ROUTE53_RECORD_NAME = "route53RecordName";

  private StackOutputs() {}
}
