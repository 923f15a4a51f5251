package payments.local.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import payments.local.LocalException;

class SamplerTest {
  private final AtomicReference<Map<String, Integer>> records =
      new AtomicReference<>(Map.of("blue", 100, "green", 0));
  private final AtomicReference<Optional<Weights>> stack =
      new AtomicReference<>(Optional.of(Weights.BLUE));

  @Test
  void await_shouldSeeAChange() {
    try (Sampler sampler = started()) {
      stack.set(Optional.of(Weights.green(50)));
      records.set(Map.of("blue", 50, "green", 50));

      sampler.await(sample -> sample.settled(Weights.green(50)), "50/50", Duration.ofSeconds(10));

      assertThat(sampler.changes().get(0).settled(Weights.BLUE)).isTrue();
      assertThat(sampler.violations()).isEmpty();
    }
  }

  @Test
  void await_shouldTellWhatThereIs_ifItDoesNotCome() {
    try (Sampler sampler = started()) {
      assertThatThrownBy(() -> sampler.await(sample -> false, "0/100", Duration.ofMillis(300)))
          .isInstanceOf(LocalException.class)
          .hasMessage("0/100 did not come within 0 s; there is stack 100/0, records 100/0");
    }
  }

  @Test
  void last_shouldKeepTheStacksWeights_whileItsStateIsBeingReplaced() {
    try (Sampler sampler = started()) {
      stack.set(Optional.empty());
      records.set(Map.of("blue", 100));

      sampler.await(sample -> sample.green().isEmpty(), "no green", Duration.ofSeconds(10));

      assertThat(sampler.last().stack()).contains(Weights.BLUE);
    }
  }

  @Test
  void look_shouldSeeWhatIsThereNow_andHoldItAgainstTheRules() {
    Sampler sampler = new Sampler(records::get, stack::get, Clock.systemUTC());
    sampler.look();
    records.set(Map.of("blue", 0, "green", 0));

    assertThat(sampler.look().sumsTo100()).isFalse();
    assertThat(sampler.last().blue()).contains(0);
    assertThat(sampler.violations()).isNotEmpty();
  }

  @Test
  void gap_shouldTellThatNobodyLooked_alsoWhereThatGoesOn_andOnlyOnce() {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    Sampler sampler = new Sampler(records::get, stack::get, clock(now));
    sampler.look();
    now.set(Instant.EPOCH.plusSeconds(10));
    sampler.look();
    assertThat(sampler.gap()).isEmpty();

    now.set(Instant.EPOCH.plusSeconds(21));
    sampler.look();
    assertThat(sampler.gap()).contains("nobody looked at the weights for 11.0 s");
    assertThat(sampler.gap()).isEmpty();

    now.set(Instant.EPOCH.plusSeconds(40));
    assertThat(sampler.gap()).contains("nobody looked at the weights for 19.0 s");
  }

  private static Clock clock(AtomicReference<Instant> now) {
    return new Clock() {
      @Override
      public Instant instant() {
        return now.get();
      }

      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
      }
    };
  }

  private Sampler started() {
    Sampler sampler = new Sampler(records::get, stack::get, Clock.systemUTC());
    sampler.start();
    return sampler;
  }
}
