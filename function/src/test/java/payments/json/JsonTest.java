package payments.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  @Test
  void parse_shouldKeepNumbersAsWritten() throws JsonException {
    assertThat(Json.parse("{\"a\":1e400,\"b\":[10.0,\"x\",true,false,null],\"c\":{}}"))
        .isEqualTo(
            Map.of(
                "a",
                new JsonNumber("1e400"),
                "b",
                Arrays.asList(new JsonNumber("10.0"), "x", true, false, null),
                "c",
                Map.of()));
  }

  @Test
  void parse_shouldNotMind_whenNumberHasAMillionDigits() throws JsonException {
    assertThat(Json.parse("9".repeat(1_000_000))).isInstanceOf(JsonNumber.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | it is empty",
        "'  ' | it is empty",
        "{} {} | there is something after its end",
        "{\"a\":1,\"a\":2} | a key is there twice: \"a\"",
        "{\"a\":1,\"\\u0061\":2} | a key is there twice: \"a\"",
        "{\"b\":{\"a\":1,\"a\":2}} | a key is there twice: \"a\"",
        "{a:1} | it is not valid JSON at line 1, column 2",
      })
  void parse_shouldSayWhatIsWrong(String text, String message) {
    assertThatThrownBy(() -> Json.parse(text))
        .isInstanceOf(JsonException.class)
        .hasMessage(message);
    assertThatThrownBy(() -> Json.parse(text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(JsonException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "[1,",
        "nul",
        "01",
        "+1",
        ".5",
        "1.",
        "NaN",
        "Infinity",
        "'a'",
        "\"\\x\"",
        "\"\t\"",
        "{\"a\"}",
        "// c\n1"
      })
  void parse_shouldRefuse_whenItIsNotJson(String text) {
    assertThatThrownBy(() -> Json.parse(text))
        .isInstanceOf(JsonException.class)
        .hasMessageStartingWith("it is not valid JSON");
  }

  @Test
  void parse_shouldRefuse_whenNestedTooDeep() throws JsonException {
    int depth = Json.MAX_DEPTH;
    assertThat(Json.parse("[".repeat(depth) + "]".repeat(depth))).isInstanceOf(List.class);

    assertThatThrownBy(() -> Json.parse("[".repeat(100_000)))
        .isInstanceOf(JsonException.class)
        .hasMessage("it is nested deeper than 128 levels");
    assertThatThrownBy(() -> Json.parse("{\"a\":[{}]}", 2))
        .isInstanceOf(JsonException.class)
        .hasMessage("it is nested deeper than 2 levels");
  }

  @Test
  void parse_shouldCountDepthNotNumber_whenArraysFollowEachOther() throws JsonException {
    assertThat(Json.parse("[[],[],{},{\"a\":[]}]", 3)).isInstanceOf(List.class);
  }

  @Test
  void parse_shouldRefuse_whenBytesAreNotUtf8() {
    assertThatThrownBy(() -> Json.parse(new byte[] {'"', (byte) 0xff, '"'}))
        .isInstanceOf(JsonException.class);
  }

  @Test
  void toString_shouldWriteOneLineInOrderWithoutExponents() {
    assertThat(
            new JsonObject()
                .with("text", "a\"\n\u00e9")
                .with("amount", new BigDecimal("1E+3"))
                .with("small", new BigDecimal("0.0000001"))
                .with("number", 7L)
                .with("flag", true)
                .with("none", null)
                .with("list", List.of("x", new JsonNumber("1.0")))
                .with("map", Map.of("k", new JsonObject().with("v", 1)))
                .toString())
        .isEqualTo(
            "{\"text\":\"a\\\"\\n\u00e9\",\"amount\":1000,\"small\":0.0000001,\"number\":7,"
                + "\"flag\":true,\"list\":[\"x\",1.0],\"map\":{\"k\":{\"v\":1}}}");
  }

  @Test
  void shown_shouldBeShortAndPrintable() {
    assertThat(Names.shown("a\u0000\"b\u00e9")).isEqualTo("\"a..b.\"");
    assertThat(Names.shown("x".repeat(100))).isEqualTo("\"" + "x".repeat(40) + "...\"");
  }
}
