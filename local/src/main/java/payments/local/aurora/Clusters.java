package payments.local.aurora;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;
import payments.local.emulator.AwsClients;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** Reads the clusters from the emulator. */
public final class Clusters {
  private final AwsClients aws;

  /**
   * @param aws clients for the emulator
   */
  public Clusters(AwsClients aws) {
    this.aws = aws;
  }

  /**
   * All clusters of both Regions that have a managed master password.
   *
   * @throws software.amazon.awssdk.core.exception.SdkException if the emulator does not answer; the
   *     caller must not take that for "no clusters"
   */
  public List<Cluster> list() {
    List<Cluster> clusters = new ArrayList<>();
    for (String region : AwsClients.REGIONS) {
      RdsClient rds = aws.get(RdsClient.class, RdsClient::builder, region);
      for (DBCluster cluster : rds.describeDBClusters().dbClusters()) {
        if (cluster.masterUserSecret() != null) {
          clusters.add(cluster(region, cluster));
        }
      }
    }
    return clusters;
  }

  private Cluster cluster(String region, DBCluster cluster) {
    SecretsManagerClient secrets =
        aws.get(SecretsManagerClient.class, SecretsManagerClient::builder, region);
    String secret =
        secrets
            .getSecretValue(request -> request.secretId(cluster.masterUserSecret().secretArn()))
            .secretString();
    JsonObject credentials = JsonParser.parseString(secret).getAsJsonObject();
    return new Cluster(
        region,
        cluster.dbClusterIdentifier(),
        cluster.endpoint(),
        cluster.readerEndpoint(),
        cluster.port(),
        cluster.databaseName() == null ? "payments" : cluster.databaseName(),
        credentials.get("username").getAsString(),
        credentials.get("password").getAsString());
  }
}
