package payments.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ReportTest {
  private static final long ZIP = 14_000_000;

  @Test
  void report_shouldBeMet_ifEveryLimitIsKept() {
    Report report = new Report(cold(600), warm(5, 4, 5, 5), 512, 15_000_000);

    assertThat(report.met()).isTrue();
    assertThat(report.toString()).contains("met").doesNotContain("MISSED");
  }

  @Test
  void report_shouldMiss_ifAPaymentIsSlow() {
    assertThat(new Report(cold(600), warm(5.1, 4, 5, 5), 512, ZIP).met()).isFalse();
  }

  @Test
  void report_shouldMiss_ifItsTailIsLong() {
    Latencies tail = latencies(4, 4, 8.1);
    WarmCalls warm = new WarmCalls(tail, latencies(4), latencies(1), latencies(1));

    assertThat(new Report(cold(600), warm, 512, ZIP).met()).isFalse();
  }

  @Test
  void report_shouldMiss_ifAReplayOrAHealthCheckIsSlowerThanAPayment() {
    assertThat(new Report(cold(600), warm(4, 4, 4.1, 1), 512, ZIP).met()).isFalse();
    assertThat(new Report(cold(600), warm(4, 4, 1, 4.1), 512, ZIP).met()).isFalse();
  }

  @Test
  void report_shouldMissAndSayWhat_ifStartMemoryOrZipAreTooLarge() {
    assertThat(new Report(cold(600.1), warm(4, 4, 4, 4), 512, ZIP).met()).isFalse();
    assertThat(new Report(cold(600), warm(4, 4, 4, 4), 513, ZIP).met()).isFalse();
    assertThat(new Report(cold(600), warm(4, 4, 4, 4), 512, 15_000_001).toString())
        .containsPattern("function.zip .*MISSED");
  }

  private static ColdStarts cold(double milliseconds) {
    Latencies one = latencies(milliseconds);
    return new ColdStarts(one, one, one, one, new AtomicLong());
  }

  private static WarmCalls warm(double payment, double floor, double replay, double health) {
    return new WarmCalls(
        latencies(payment), latencies(floor), latencies(replay), latencies(health));
  }

  private static Latencies latencies(double... milliseconds) {
    Latencies latencies = new Latencies(milliseconds.length);
    Arrays.stream(milliseconds).forEach(one -> latencies.add(Math.round(one * 1_000_000)));
    return latencies;
  }
}
