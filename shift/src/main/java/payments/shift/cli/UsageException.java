package payments.shift.cli;

import java.util.List;

/** A command line that has mistakes. */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> mistakes;

  /**
   * @param mistakes each with option, value and fix
   */
  public UsageException(List<String> mistakes) {
    super(String.join("; ", mistakes));
    this.mistakes = List.copyOf(mistakes);
  }

  /** All of them, each with option, value and fix. */
  List<String> mistakes() {
    return mistakes;
  }
}
