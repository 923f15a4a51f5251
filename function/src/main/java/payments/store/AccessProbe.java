package payments.store;

/**
 * What the access tests of a direct invocation do. Each throws {@link StoreUnavailableException} if
 * the service does not let this function in.
 */
public interface AccessProbe {

  /**
   * Writes and reads a test item; says whether it was found.
   *
   * @param sessionId begins with {@link payments.entity.Identifier#TEST_PREFIX}, which no payment
   *     does
   */
  boolean table(String sessionId);

  /**
   * Writes and reads a test object; says whether it had content.
   *
   * @param key begins with {@link payments.entity.Identifier#TEST_PREFIX}
   */
  boolean bucket(String key);

  /** Reads the database's secret; says whether it had content, which goes nowhere. */
  boolean secret();
}
