package payments.settings;

/**
 * Settings of the two Lambda functions.
 *
 * @param memory in MB; 512 by default
 * @param timeout in seconds; 60 by default
 * @param runtime java21 by default
 */
public record FunctionSettings(int memory, int timeout, Runtime runtime) {
  /** A runtime that the function's zip works on. */
  public enum Runtime {
    JAVA_21("java21"),
    JAVA_25("java25"),
    /**
     * The zip's own {@code bootstrap} starts Java: for emulators that cannot run a managed Java
     * runtime.
     */
    PROVIDED("provided.al2023");

    private final String id;

    Runtime(String id) {
      this.id = id;
    }

    /** The runtime's name in Lambda. */
    public String id() {
      return id;
    }

    /**
     * Whether Lambda manages Java, so that SnapStart and arm64 can be used.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart.html">SnapStart</a>
     */
    public boolean managedJava() {
      return this != PROVIDED;
    }
  }
}
