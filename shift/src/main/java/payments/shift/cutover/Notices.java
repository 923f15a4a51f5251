package payments.shift.cutover;

/** Tells people who are not looking. */
public interface Notices {
  /**
   * Sends a notice; what goes wrong is shown, and does not end a cut-over.
   *
   * @param subject at most 100 characters
   * @param text the notice
   */
  void send(String subject, String text);
}
