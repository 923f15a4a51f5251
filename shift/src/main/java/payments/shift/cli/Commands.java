package payments.shift.cli;

/** What the commands do, once it is understood what was asked for. */
public interface Commands {
  /**
   * Moves customers to a color.
   *
   * @return the exit code: 0 moved, 1 went back, 2 stopped for a person
   */
  int move(ShiftOptions options);

  /**
   * Moves all customers back to the color they came from: by whoever runs the cut-over, or by
   * itself if nobody does.
   *
   * @return the exit code: 1 went back or asked somebody to, 2 stopped for a person
   */
  int rollback(RollbackOptions options);

  /**
   * Shows who gets customers and how both colors do.
   *
   * @return the exit code: 0
   */
  int status(StatusOptions options);
}
