package payments.boundary;

import payments.json.JsonObject;

/**
 * An answer to a direct invocation, in the form of the first system: a status and a JSON text.
 *
 * @param status as of HTTP
 * @param body JSON
 */
public record DirectAnswer(int status, String body) {

  /** A problem, with the two fields that the first system's errors had beside RFC 9457's. */
  static DirectAnswer problem(Problem problem, String environment) {
    String body =
        problem.json().with("error", problem.detail()).with("environment", environment).toString();
    return new DirectAnswer(problem.status(), body);
  }

  @Override
  public String toString() {
    return new JsonObject().with("statusCode", status).with("body", body).toString();
  }
}
