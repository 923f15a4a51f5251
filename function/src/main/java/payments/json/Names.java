package payments.json;

/** Shows a key that a stranger chose. */
public final class Names {
  private static final int SHOWN = 40;

  private Names() {}

  /** The key in quotes: at most 40 characters of it, everything but printable ASCII as a dot. */
  public static String shown(String name) {
    StringBuilder shown = new StringBuilder("\"");
    for (int i = 0; i < Math.min(name.length(), SHOWN); i++) {
      char c = name.charAt(i);
      shown.append(c >= ' ' && c <= '~' && c != '"' ? c : '.');
    }
    return shown.append(name.length() > SHOWN ? "...\"" : "\"").toString();
  }
}
