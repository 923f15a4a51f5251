package payments.settings;

/** A runtime that the function's zip works on. */
public enum FunctionRuntime {
  JAVA_21("java21"),
  /**
   * The zip's own {@code bootstrap} starts Java: for emulators that cannot run a managed Java
   * runtime.
   */
  PROVIDED("provided.al2023");

  private final String id;

  FunctionRuntime(String id) {
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
