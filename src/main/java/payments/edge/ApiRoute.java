package payments.edge;

import java.util.List;

/**
 * One call that the API answers.
 *
 * @param name the route in logical names
 * @param method the HTTP method
 * @param path the path, with parameters in braces
 */
record ApiRoute(String name, String method, String path) {
  /** Takes a payment. */
  static final ApiRoute PAY = new ApiRoute("pay", "POST", "/payment");

  /** Every call that the payment function answers over HTTP. */
  static final List<ApiRoute> ALL =
      List.of(
          PAY,
          new ApiRoute("payment-state", "GET", "/payment/{transactionId}"),
          new ApiRoute("health", "GET", "/health"));

  /** The route as the last part of an ARN of API Gateway, where a parameter is a star. */
  String arnSuffix() {
    return method + path.replaceAll("\\{[^}]+}", "*");
  }
}
