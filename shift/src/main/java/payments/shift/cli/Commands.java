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
   * @return the exit code: 0 all customers are back, 2 stopped for a person
   * @throws UsageException if it is not known from which color
   */
  int rollback(RollbackOptions options);

  /**
   * Shows who gets customers and how both colors do.
   *
   * @return the exit code: 0
   */
  int status(StatusOptions options);
}
