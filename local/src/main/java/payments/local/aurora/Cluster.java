package payments.local.aurora;

/**
 * A cluster as RDS describes it.
 *
 * @param region its Region
 * @param id its identifier, unique in the Region
 * @param endpoint the writer's made-up AWS name
 * @param readerEndpoint the readers' made-up AWS name
 * @param port the port of both
 * @param database the database made with it
 * @param user the master user's name
 * @param password the master user's password, from the cluster's managed secret
 */
public record Cluster(
    String region,
    String id,
    String endpoint,
    String readerEndpoint,
    int port,
    String database,
    String user,
    String password) {

  /** One name for it on this machine. */
  public String key() {
    return region + "." + id;
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "Cluster[%s, %s:%d]".formatted(key(), endpoint, port);
  }
}
