package payments.boundary;

import java.util.List;

/** A request that breaks rules, with all that is wrong about it. */
final class BadRequestException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<String> errors;

  BadRequestException(List<String> errors) {
    super(String.join("; ", errors));
    this.errors = List.copyOf(errors);
  }

  List<String> errors() {
    return errors;
  }
}
