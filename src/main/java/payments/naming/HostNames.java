package payments.naming;

/**
 * The host names under the customers' domain.
 *
 * @param domain the name that customers use
 */
public record HostNames(String domain) {
  /** The name behind the front door, over which traffic is split by weight. */
  public String origin() {
    return "origin." + domain;
  }

  /** The name of one color alone. */
  public String of(String color) {
    return color + "." + domain;
  }

  /** The certificate name that covers both. */
  public String wildcard() {
    return "*." + domain;
  }
}
