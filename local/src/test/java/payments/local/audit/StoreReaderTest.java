package payments.local.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class StoreReaderTest {

  @ParameterizedTest
  @CsvSource({
    "1767268801, 2026-01-01T12:00:01Z",
    "1767268801.001, 2026-01-01T12:00:01.001Z",
    "1767268801.12, 2026-01-01T12:00:01.120Z",
    "1767268801.999, 2026-01-01T12:00:01.999Z"
  })
  void time_shouldBeExactToTheMillisecond(String seconds, Instant time) {
    Map<String, AttributeValue> item = Map.of("completedAt", AttributeValue.fromN(seconds));

    assertThat(StoreReader.time(item, "completedAt")).isEqualTo(time);
  }

  @Test
  void time_shouldBeNull_whenThereIsNone() {
    assertThat(StoreReader.time(Map.of(), "completedAt")).isNull();
    assertThat(StoreReader.time(Map.of("completedAt", AttributeValue.fromS("now")), "completedAt"))
        .isNull();
  }
}
