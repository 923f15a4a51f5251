package payments.local.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MeterTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private static final Api API =
      new Api(
          "us-west-2", "payments-green-api", "green", List.of(new Api.Method("POST", "/payment")));

  private Instant now = NOON.plusMillis(300);
  private final Meter meter =
      new Meter(
          new Clock() {
            @Override
            public Instant instant() {
              return now;
            }

            @Override
            public ZoneOffset getZone() {
              return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
              return this;
            }
          });

  @Test
  void takeBefore_shouldGiveASecondOnce_andOnlyWhenItIsOver() {
    meter.add(API, "POST", "/payment", 200, 5);

    assertThat(meter.takeBefore(NOON.plusMillis(999))).isEmpty();
    assertThat(meter.takeBefore(NOON.plusMillis(1000))).hasSize(2);
    assertThat(meter.takeBefore(NOON.plusMillis(1000))).isEmpty();
  }

  @Test
  void takeBefore_shouldTellErrorsAndLatencies_ofTheApiAndOfEachMethod() {
    meter.add(API, "POST", "/payment", 200, 5);
    meter.add(API, "POST", "/payment", 503, 5);
    meter.add(API, "POST", "/payment", 409, 9);
    meter.add(API, "POST", "/nowhere", 403, 1);

    assertThat(meter.takeBefore(NOON.plusSeconds(1)))
        .containsExactlyInAnyOrder(
            new Meter.Second(
                NOON, new Meter.Called(API, Optional.empty()), 2, 1, Map.of(5L, 2, 9L, 1, 1L, 1)),
            new Meter.Second(
                NOON,
                new Meter.Called(API, Optional.of(API.methods().get(0))),
                1,
                1,
                Map.of(5L, 2, 9L, 1)));
  }

  @Test
  void add_shouldForgetTheOldest_whenNobodyTakes() {
    for (int second = 0; second <= 600; second++) {
      now = NOON.plusSeconds(second);
      meter.add(API, "GET", "/", 403, 1);
    }

    List<Meter.Second> kept = meter.takeBefore(now.plusSeconds(1));
    assertThat(kept).hasSize(600);
    assertThat(kept.get(0).second()).isEqualTo(NOON.plusSeconds(1));
  }
}
