package payments.settings;

/**
 * Settings of the Aurora MySQL cluster.
 *
 * @param masterUsername the master user; admin by default
 * @param engineVersion a version of Aurora MySQL 3; the 3.10 long-term support release by default
 * @param instanceClass {@code db.serverless} (the default) or a fixed class such as {@code
 *     db.r6g.large}
 * @param instances one writer and the rest readers, 1 to 15; 2 by default
 */
public record DatabaseSettings(
    String masterUsername, String engineVersion, String instanceClass, int instances) {
  /** Whether capacity follows the load. */
  public boolean serverless() {
    return instanceClass.equals("db.serverless");
  }
}
