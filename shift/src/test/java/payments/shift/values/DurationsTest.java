package payments.shift.values;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class DurationsTest {

  @Property
  void text_shouldBeReadAgain(@ForAll @LongRange(max = 1_000_000_000_000L) long millis) {
    Duration duration = Duration.ofMillis(millis);

    assertThat(Durations.read(Durations.text(duration))).contains(duration);
  }

  @Example
  void read_shouldTakeWhatPeopleWrite() {
    assertThat(Durations.read("15m")).contains(Duration.ofMinutes(15));
    assertThat(Durations.read("1h30m")).contains(Duration.ofMinutes(90));
    assertThat(Durations.read("90m")).contains(Duration.ofMinutes(90));
    assertThat(Durations.read("1m5s")).contains(Duration.ofSeconds(65));
    assertThat(Durations.read("250ms")).contains(Duration.ofMillis(250));
    assertThat(Durations.read("0s")).contains(Duration.ZERO);
  }

  @Example
  void read_shouldRefuse_whatIsNoDuration() {
    for (String text :
        new String[] {"", "15", "m", "15 m", "-5m", "1.5h", "30m1h", "5m5m", "1d", "9999999s"}) {
      assertThat(Durations.read(text)).as(text).isEmpty();
    }
  }

  @Example
  void text_shouldLeaveOutWhatIsZero() {
    assertThat(Durations.text(Duration.ofMinutes(90))).isEqualTo("1h30m");
    assertThat(Durations.text(Duration.ofHours(30))).isEqualTo("30h");
    assertThat(Durations.text(Duration.ZERO)).isEqualTo("0s");
    assertThat(Durations.text(Duration.ofSeconds(-65))).isEqualTo("-1m5s");
    assertThat(Durations.inSeconds(Duration.ofMillis(65_999))).isEqualTo("1m5s");
  }
}
