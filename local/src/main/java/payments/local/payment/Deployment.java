package payments.local.payment;

import com.google.gson.JsonObject;
import java.util.List;
import payments.local.LocalException;

/**
 * What the stacks' outputs say about where payments are stored.
 *
 * @param sessionTable the sessions table's name
 * @param colors the colors, blue first
 */
public record Deployment(String sessionTable, List<Color> colors) {

  /** Copies the list. */
  public Deployment {
    colors = List.copyOf(colors);
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
          text(name, outputs, "region"),
          text(name, outputs, "colorUrl"),
          text(name, outputs, "transactionLogsBucketName"),
          text(name, outputs, "rdsEndpoint"));
    }

    private static String text(String stack, JsonObject outputs, String output) {
      if (!outputs.has(output)) {
        throw new LocalException(
            "the stack %s has no output %s: `pulumi refresh -s %s` reads it anew"
                .formatted(stack, output, stack));
      }
      return outputs.get(output).getAsString();
    }
  }
}
