package payments.local.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ApiTest {
  private final Api api =
      new Api(
          "us-east-1",
          "payments-blue-api",
          "blue",
          List.of(
              new Api.Method("GET", "/payment/{transactionId}"),
              new Api.Method("GET", "/payment/last"),
              new Api.Method("POST", "/payment")));

  @Test
  void method_shouldMatchSegmentBySegment() {
    assertThat(resource("POST", "/payment")).isEqualTo("/payment");
    assertThat(resource("GET", "/payment/abc-1")).isEqualTo("/payment/{transactionId}");
    assertThat(resource("GET", "/payment/abc-1/x")).isEqualTo("none");
    assertThat(resource("GET", "/")).isEqualTo("none");
    assertThat(resource("GET", "")).isEqualTo("none");
  }

  @Test
  void method_shouldTellVerbsApart() {
    assertThat(resource("GET", "/payment")).isEqualTo("none");
    assertThat(resource("POST", "/payment/abc-1")).isEqualTo("none");
  }

  @Test
  void method_shouldPreferAResourceWithoutParameters() {
    assertThat(resource("GET", "/payment/last")).isEqualTo("/payment/last");
  }

  private String resource(String verb, String path) {
    return api.method(verb, path).map(Api.Method::resource).orElse("none");
  }
}
