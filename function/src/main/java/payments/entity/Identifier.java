package payments.entity;

/**
 * The rule for texts that name something: the transaction id (which is the idempotency key) and the
 * user id.
 */
public final class Identifier {
  /** Characters (Unicode code points), at most. */
  public static final int MAX_LENGTH = 128;

  /** Transaction ids that begin so belong to the access tests and are never a payment. */
  public static final String TEST_PREFIX = "lambda-test/";

  private Identifier() {}

  /**
   * Returns the text if it can be an identifier.
   *
   * @throws IllegalArgumentException if it is empty, too long, has control characters or half of a
   *     surrogate pair, or begins or ends with white space (which SQL ignores at the end of a key);
   *     the message can be shown to a caller
   */
  public static String check(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("must not be empty");
    }
    if (text.codePointCount(0, text.length()) > MAX_LENGTH) {
      throw new IllegalArgumentException("must have at most " + MAX_LENGTH + " characters");
    }
    if (text.codePoints().anyMatch(Identifier::isForbidden)) {
      throw new IllegalArgumentException("must not have control characters");
    }
    if (!text.strip().equals(text)) {
      throw new IllegalArgumentException("must not begin or end with white space");
    }
    return text;
  }

  /**
   * The same for a transaction id.
   *
   * @throws IllegalArgumentException as {@link #check}, and if it begins with {@link #TEST_PREFIX}
   */
  public static String checkTransactionId(String text) {
    check(text);
    if (text.startsWith(TEST_PREFIX)) {
      throw new IllegalArgumentException("must not begin with " + TEST_PREFIX);
    }
    return text;
  }

  /** Whether {@link #checkTransactionId} takes it. */
  public static boolean isTransactionId(String text) {
    try {
      checkTransactionId(text);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean isForbidden(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> false;
    };
  }
}
