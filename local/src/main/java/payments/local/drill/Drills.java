package payments.local.drill;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import payments.local.console.Progress;
import payments.local.emulator.Faults;
import payments.local.pulumi.PulumiProject;

/** All drills, in an order in which many begin where the one before has ended. */
final class Drills {
  private static final Weights HALF = Weights.green(50);

  /**
   * One watch interval of 5 seconds; 3 until the failed payments are published, and 4 for a look of
   * a busy machine.
   */
  private static final Duration ERRORS_WATCHED = Duration.ofSeconds(12);

  /**
   * Of 15 payments a second green gets half. It takes some 140 to tell 5% slow ones from the 1%
   * that a 99th percentile leaves out, which is 19 seconds; 3 until they are published, 2 until the
   * tool looks. The rest is for how chance spreads them.
   */
  private static final Duration SLOWNESS_SEEN = Duration.ofSeconds(45);

  /**
   * Three checks of 3 seconds must fail, each may take 4 to do so; 1 second until it is published,
   * 2 until the tool looks, and a look takes one.
   */
  private static final Duration HEALTH_SEEN = Duration.ofSeconds(25);

  /** What each batch of green's ledger takes. */
  private static final Duration BATCH = Duration.ofSeconds(45);

  /**
   * The age of a batch is published when the function gets it: the one after the first slow one may
   * be too small to be late enough, the next is. 3 seconds until that is complete, 2 until the tool
   * looks; a look takes one, and the fault finds a batch under way.
   */
  private static final Duration LAG_SEEN = BATCH.multipliedBy(2).plusSeconds(10);

  private Drills() {}

  static List<String> names() {
    return all(Pace.LIGHT_RATE, null).stream().map(Drill::name).toList();
  }

  /**
   * Those that are wanted.
   *
   * @param rate payments per second in those that are about them
   */
  static List<Drill> of(List<String> wanted, int rate, Progress progress) {
    return all(rate, progress).stream().filter(drill -> wanted.contains(drill.name())).toList();
  }

  private static List<Drill> all(int rate, Progress progress) {
    return List.of(
        new DryRun(),
        new PreviewNotEmpty(),
        new NoTool(),
        CleanMove.there(rate),
        new OldDestroyed(progress),
        CleanMove.back(rate),
        new TwoTools(),
        errors(rate),
        slow(),
        health(),
        noTraffic(),
        bothBad(rate),
        ledgerLag(),
        Killed.there(),
        Killed.wayBack(),
        Killed.atFirst());
  }

  private static Drill errors(int rate) {
    return new GoesBack(
        "errors",
        "green answers 30% of the payments with 5xx: back at 100/0",
        Weights.BLUE,
        rate,
        green -> Faults.paymentsFail(green, 30),
        Pattern.compile("green's 5xx"),
        ERRORS_WATCHED,
        List.of("--steps", "50,100", "--bake", "20s", "--watch-interval", "5s"));
  }

  private static Drill slow() {
    return new GoesBack(
        "slow",
        "5% of green's payments take 1.5 s longer: back at 100/0",
        Weights.BLUE,
        Pace.LIGHT_RATE,
        green -> Faults.paymentsSlow(green, 5, Duration.ofMillis(1500)),
        Pattern.compile("green's p99"),
        SLOWNESS_SEEN,
        List.of("--steps", "50,100", "--bake", "30s"));
  }

  private static Drill health() {
    return new GoesBack(
        "health",
        "green's health check fails: back at 100/0",
        Weights.BLUE,
        Pace.LIGHT_RATE,
        Faults::healthFails,
        Pattern.compile("no healthy record of green"),
        HEALTH_SEEN,
        List.of("--steps", "50,100", "--bake", "30s"));
  }

  private static Drill noTraffic() {
    return new Held(
        "no-traffic",
        "nobody pays: the figures are too few, the bake is prolonged, then a person is called",
        Weights.BLUE,
        0,
        site -> List.of(),
        Pattern.compile("had 0 requests in the window"),
        List.of("--steps", "50,100", "--prolongation", "6s"));
  }

  private static Drill bothBad(int rate) {
    return new Held(
        "both-bad",
        "both colors answer 30% of the payments with 5xx: held, and a person is called",
        HALF,
        rate,
        site ->
            PulumiProject.COLORS.stream()
                .map(color -> Faults.paymentsFail(site.color(color), 30))
                .toList(),
        Pattern.compile("held at 50/50: .*green's 5xx.*blue's 5xx"),
        List.of("--steps", "50,100", "--bake", "30s"));
  }

  private static Drill ledgerLag() {
    return new GoesBack(
        "ledger-lag",
        "green's ledger takes 45 s for each batch: back at 100/0",
        HALF,
        Pace.LIGHT_RATE,
        green -> Faults.ledgerSlow(green, BATCH),
        Pattern.compile("green's ledger lag"),
        LAG_SEEN,
        List.of("--steps", "50,100", "--bake", "90s"));
  }
}
