package payments.naming;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A block of IPv4 addresses.
 *
 * @param address the first address, as a number
 * @param prefix the length of the network part, 0 to 32
 */
public record Cidr(long address, int prefix) {
  private static final Pattern FORM =
      Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})/(\\d{1,2})");
  private static final int BITS = 32;

  /** Rejects a block that does not start on its own boundary. */
  public Cidr {
    if (prefix < 0 || prefix > BITS || address < 0 || address % size(prefix) != 0) {
      throw new IllegalArgumentException("not a block of addresses: " + address + "/" + prefix);
    }
  }

  /** Reads {@code 10.0.0.0/16}; empty if the text is no block or has bits set beyond the prefix. */
  public static Optional<Cidr> parse(String text) {
    var match = FORM.matcher(text);
    if (!match.matches()) {
      return Optional.empty();
    }
    long address = 0;
    for (int group = 1; group <= 4; group++) {
      var octet = Integer.parseInt(match.group(group));
      if (octet > 255) {
        return Optional.empty();
      }
      address = address * 256 + octet;
    }
    var prefix = Integer.parseInt(match.group(5));
    if (prefix > BITS || address % size(prefix) != 0) {
      return Optional.empty();
    }
    return Optional.of(new Cidr(address, prefix));
  }

  /** The {@code index}th block of the given prefix inside this one, counted from 0. */
  public Cidr subnet(int newPrefix, int index) {
    if (newPrefix < prefix || index < 0 || index >= size(prefix) / size(newPrefix)) {
      throw new IllegalArgumentException(this + " has no block " + index + " of /" + newPrefix);
    }
    return new Cidr(address + index * size(newPrefix), newPrefix);
  }

  private static long size(int prefix) {
    return 1L << (BITS - prefix);
  }

  @Override
  public String toString() {
    return "%d.%d.%d.%d/%d"
        .formatted(
            address >> 24 & 255, address >> 16 & 255, address >> 8 & 255, address & 255, prefix);
  }
}
