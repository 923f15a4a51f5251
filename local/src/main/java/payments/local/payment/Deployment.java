package payments.local.payment;

import com.google.gson.JsonObject;

/**
 * What the stacks' outputs say about where payments are stored.
 *
 * @param sessionTable the sessions table's name
 * @param colors the colors, blue first
 */
public record Deployment(String sessionTable, java.util.List<Color> colors) {

  /** Copies the list. */
  public Deployment {
    colors = java.util.List.copyOf(colors);
  }

  /**
   * One color.
   *
   * @param name blue or green
   * @param region its Region
   * @param url its own address
   * @param logBucket the bucket of its transaction log
   * @param database its Aurora cluster's endpoint
   */
  public record Color(String name, String region, String url, String logBucket, String database) {
    /** Reads it from a color's stack outputs. */
    public static Color of(String name, JsonObject outputs) {
      return new Color(
          name,
          outputs.get("region").getAsString(),
          outputs.get("colorUrl").getAsString(),
          outputs.get("transactionLogsBucketName").getAsString(),
          outputs.get("rdsEndpoint").getAsString());
    }
  }
}
