package payments.naming;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The names and tags of one stack's resources: {@code payments-<suffix>-<thing>}.
 *
 * <p>A name that would break its service's length limit is cut and ends in a hash of the whole, so
 * two long names stay distinct. IAM, S3 and dashboard names are shared by all Regions of an account
 * and carry the Region too, so that two stacks in two Regions cannot collide.
 */
public final class Labels {
  /** The longest suffix with which every name of this program fits without being cut. */
  public static final int MAX_SUFFIX_LENGTH = 20;

  /** Tag keys that this class sets; the {@code tags} setting may not contain them. */
  public static final List<String> OWN_TAGS =
      List.of("Name", "Environment", "DeploymentColor", "Project");

  private static final String PROJECT = "payments";
  private static final int DEFAULT_LIMIT = 63;
  private static final int HASH_LENGTH = 8;

  private final String suffix;
  private final String color;
  private final String region;
  private final Map<String, String> extraTags;

  /**
   * @param suffix the stack's {@code environmentSuffix}
   * @param color {@code blue}, {@code green} or {@code shared}
   * @param region the stack's AWS Region
   * @param extraTags further tags for every resource
   */
  public Labels(String suffix, String color, String region, Map<String, String> extraTags) {
    this.suffix = Objects.requireNonNull(suffix);
    this.color = Objects.requireNonNull(color);
    this.region = Objects.requireNonNull(region);
    this.extraTags = Map.copyOf(extraTags);
  }

  /** The stack's suffix. */
  public String suffix() {
    return suffix;
  }

  /** A name unique within one Region of the account, at most 63 characters. */
  public String name(String thing) {
    return fit(PROJECT + "-" + suffix + "-" + thing, DEFAULT_LIMIT);
  }

  /**
   * A name unique within the account, whatever the Region: IAM roles and dashboards. At most 63
   * characters.
   */
  public String accountWide(String thing) {
    return fit(PROJECT + "-" + suffix + "-" + thing + "-" + region, DEFAULT_LIMIT);
  }

  /** A name unique in all of AWS, as S3 buckets need. At most 63 characters. */
  public String worldWide(String thing, String accountId) {
    return fit(
        PROJECT + "-" + suffix + "-" + thing + "-" + accountId + "-" + region, DEFAULT_LIMIT);
  }

  /** The log group that Lambda gives the function called {@link #name name(thing)}. */
  public String functionLogGroup(String thing) {
    return "/aws/lambda/" + name(thing);
  }

  /** The log group of the API's access log. */
  public String apiLogGroup() {
    return "/aws/apigateway/" + name("access");
  }

  /**
   * The log group to which Aurora exports one kind of log: {@code error}, {@code slowquery}, {@code
   * audit}.
   */
  public String databaseLogGroup(String kind) {
    return "/aws/rds/cluster/" + name("aurora") + "/" + kind;
  }

  /** The tags of the resource that {@code thing} names. */
  public Map<String, String> tags(String thing) {
    var tags = new TreeMap<>(extraTags);
    tags.put("Name", name(thing));
    tags.put("Environment", suffix);
    tags.put("DeploymentColor", color);
    tags.put("Project", PROJECT);
    return tags;
  }

  static String fit(String name, int limit) {
    if (name.length() <= limit) {
      return name;
    }
    return name.substring(0, limit - HASH_LENGTH - 1).replaceAll("-+$", "") + "-" + hash(name);
  }

  private static String hash(String text) {
    try {
      var digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, HASH_LENGTH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
