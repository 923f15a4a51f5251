package payments.json;

/**
 * A JSON number as it was written. It stays text until somebody who knows its limits reads it, so
 * that neither {@code 1e400} nor ten thousand digits cost anything here.
 *
 * @param text the number's characters, valid by JSON's grammar
 */
public record JsonNumber(String text) {}
