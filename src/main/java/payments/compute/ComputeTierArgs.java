package payments.compute;

import com.pulumi.core.Output;
import java.nio.file.Path;
import java.util.List;
import payments.data.Sessions;
import payments.naming.Labels;
import payments.policy.Scope;
import payments.settings.FunctionSettings;

/**
 * What a {@link ComputeTier} needs.
 *
 * @param labels names and tags
 * @param scope the account and Region
 * @param settings memory, timeout and runtime of both functions
 * @param color the color, as the functions report it
 * @param alias the name of the alias that the API calls
 * @param code the functions' zip
 * @param logRetentionDays how long the functions' logs are kept, in days
 * @param keyArn the color's key
 * @param sessions the sessions table in this Region
 * @param bucketName the transaction log
 * @param bucketArn the transaction log, as an ARN
 * @param database how to reach the ledger
 * @param subnetIds the private subnets
 * @param securityGroupId the functions' security group
 */
public record ComputeTierArgs(
    Labels labels,
    Scope scope,
    FunctionSettings settings,
    String color,
    String alias,
    Path code,
    int logRetentionDays,
    Output<String> keyArn,
    Sessions sessions,
    Output<String> bucketName,
    Output<String> bucketArn,
    Database database,
    Output<List<String>> subnetIds,
    Output<String> securityGroupId) {

  /**
   * How to reach the ledger's database.
   *
   * @param endpoint the writer's host name
   * @param port the port
   * @param name the database
   * @param secretArn the secret with the user and password
   */
  public record Database(
      Output<String> endpoint, Output<Integer> port, String name, Output<String> secretArn) {}
}
