package payments.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifierTest {
  @ParameterizedTest
  @ValueSource(strings = {"a", "a b", "../x", "\u00fc", "\ud83d\ude00", "it's \"quoted\""})
  void check_shouldReturnText(String text) {
    assertThat(Identifier.check(text)).isEqualTo(text);
  }

  @Test
  void check_shouldCountCodePoints() {
    assertThat(Identifier.check("\ud83d\ude00".repeat(128))).hasSize(256);
    assertThatThrownBy(() -> Identifier.check("\ud83d\ude00".repeat(129)))
        .hasMessage("must have at most 128 characters");
  }

  @ParameterizedTest
  @MethodSource
  void check_shouldRefuse(String text, String message) {
    assertThatThrownBy(() -> Identifier.check(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  static Stream<Arguments> check_shouldRefuse() {
    return Stream.of(
        Arguments.of("", "must not be empty"),
        Arguments.of(" \t", "must not be empty"),
        Arguments.of("x".repeat(129), "must have at most 128 characters"),
        Arguments.of("a\u0000b", "must not have control characters"),
        Arguments.of("a\nb", "must not have control characters"),
        Arguments.of("a\u007fb", "must not have control characters"),
        Arguments.of("a\u0085b", "must not have control characters"),
        Arguments.of("a\u2028b", "must not have control characters"),
        Arguments.of("a\ud800b", "must not have control characters"),
        Arguments.of(" a", "must not begin or end with white space"),
        Arguments.of("a ", "must not begin or end with white space"));
  }

  @Test
  void checkTransactionId_shouldRefuse_whenItBelongsToTheAccessTests() {
    assertThat(Identifier.checkTransactionId("lambda-test")).isEqualTo("lambda-test");
    assertThatThrownBy(() -> Identifier.checkTransactionId("lambda-test/x"))
        .hasMessage("must not begin with lambda-test/");
  }
}
