package payments.shift.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import payments.shift.cutover.ShiftException;
import payments.shift.probe.FakeColor.Call;
import payments.shift.probe.FakeColor.Reply;

class HttpProberTest {
  private static final Map<String, URI> COLORS =
      Map.of("green", URI.create("https://green.pay.example.com"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "200 | {\"color\": \"green\", \"status\": \"healthy\"} | true  | was answered with 200",
        "503 | {\"color\": \"green\"}                          | false | was answered with 503",
        "302 | {\"color\": \"green\"}                          | false | was answered with 302",
        "200 | {\"color\": \"blue\"}                           | false | was answered by blue",
        "200 | {\"color\": [\"green\"]}         | false | was answered by something that names no color",
        "200 | []                               | false | was answered by something that names no color",
        "200 | <html>                           | false | was answered by something that names no color",
        "200 | {\"color\":                       | false | was answered by something that names no color"
      })
  void health_shouldBeTheColorsOwnWord(int status, String body, boolean healthy, String why) {
    try (var color = new FakeColor(call -> new Reply(status, body))) {
      var health =
          new HttpProber(new ColorHttp(Map.of("green", color.url()), Optional.empty()))
              .health("green");

      assertThat(health.healthy()).isEqualTo(healthy);
      assertThat(health.why()).startsWith("GET " + color.url() + "/health ").endsWith(why);
      assertThat(color.calls()).extracting(Call::line).containsExactly("GET /health");
    }
  }

  @Test
  void health_shouldBeAskedElsewhereInTheColorsName_whenThereIsNoDns() {
    try (var edge = new FakeColor(call -> new Reply(200, "{\"color\": \"green\"}"))) {
      var prober = new HttpProber(new ColorHttp(COLORS, Optional.of(edge.url())));

      assertThat(prober.health("green").healthy()).isTrue();
      assertThat(edge.calls()).extracting(Call::host).containsExactly("green.pay.example.com");
    }
  }

  @Test
  void health_shouldBeBad_whenNobodyAnswers() {
    URI nobody;
    try (var closed = new FakeColor(call -> new Reply(200, ""))) {
      nobody = closed.url();
    }
    var health = new HttpProber(new ColorHttp(COLORS, Optional.of(nobody))).health("green");

    assertThat(health.healthy()).isFalse();
    assertThat(health.why()).contains("GET " + nobody + "/health was not answered");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"localhost:8080", "ftp://localhost", "http://localhost/path", "http:/x", "/x"})
  void shouldRefuse_whatIsNoBaseAddress(String via) {
    assertThatThrownBy(() -> new ColorHttp(COLORS, Optional.of(URI.create(via))))
        .isInstanceOf(ShiftException.class)
        .hasMessageContaining("--probe-via is " + via);
  }
}
