package payments.local.edge;

import java.util.Locale;
import java.util.Optional;

/**
 * The names at which the edge is called, as clients write them in the Host header.
 *
 * @param domain the customers' name
 * @param origin the name with the weighted records
 */
record HostNames(String domain, String origin) {

  /**
   * The name below the domain that a request asks for, if it is one that leads to a color alone.
   * The customers' name, the weighted one, and every name elsewhere are none.
   *
   * @param host the Host header; null if the client sent none
   * @return in lower case and without the last dot
   */
  Optional<String> own(String host) {
    return Optional.ofNullable(host)
        .map(HostNames::withoutPort)
        .map(HostNames::plain)
        .filter(name -> name.endsWith("." + domain) && !name.equals(origin));
  }

  /** A name as it compares: DNS tells no case apart, and a last dot only says that it is whole. */
  static String plain(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }

  /** RFC 9110, section 7.2: the name, and a port after a colon if it is not the usual one. */
  private static String withoutPort(String host) {
    return host.strip().replaceFirst(":[0-9]*$", "");
  }
}
