package payments.settings;

/** What a stack is: the part that both colors share, or one color. */
public enum Role {
  /** The sessions table, the front door, the traffic weights and the lease of the cut-over. */
  SHARED,
  /** One complete environment, blue or green. */
  COLOR
}
