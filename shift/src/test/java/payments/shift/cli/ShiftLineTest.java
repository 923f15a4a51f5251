package payments.shift.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import payments.shift.aws.Periods;
import payments.shift.console.Terminal;
import payments.shift.cutover.ShiftException;
import payments.shift.decision.Evidence;
import payments.shift.decision.Limit;
import payments.shift.decision.Metric;
import payments.shift.decision.Pace;
import payments.shift.decision.Plan;

class ShiftLineTest {
  private static final boolean PERSON = true;
  private static final boolean NOBODY = false;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Heard heard = new Heard();

  @TempDir private Path project;

  @BeforeEach
  void makeProject() throws IOException {
    Files.writeString(project.resolve("Pulumi.yaml"), "name: payments");
  }

  /** What the commands were called with. */
  private static final class Heard implements Commands {
    private final List<Object> calls = new ArrayList<>();

    @Override
    public int move(ShiftOptions options) {
      calls.add(options);
      return 0;
    }

    @Override
    public int rollback(RollbackOptions options) {
      calls.add(options);
      return 1;
    }

    @Override
    public int status(StatusOptions options) {
      calls.add(options);
      return 0;
    }
  }

  @Test
  void move_shouldHaveTheDefaults_whenOnlyTheColorIsGiven() {
    assertThat(run("move", "--to", "green", "--yes")).isZero();

    assertThat(heard.calls)
        .containsExactly(
            new ShiftOptions(
                Plan.of("blue", "green"),
                OptionalInt.empty(),
                false,
                new Place(project, Optional.empty(), Periods.DEFAULT),
                Optional.empty()));
    assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void move_shouldTakeEveryOption() {
    String log = project.resolve("events").toString();

    int code =
        run(
            "move --to blue --steps 20,100 --bake 8s --prolongation 9s --keep-window 1h30m"
                + " --watch-interval 2s --ttl 1s --sync-limit 3m --min-requests 7 --share-points 2.5"
                + " --resolvers 50 --limit 5xx=0.5% --limit p99=1s500ms --limit ledger-lag=1m"
                + " --probe 5 --freeze --dry-run --probe-via http://localhost:8080"
                + " --metric-period 1s --metric-delay 2s --event-log "
                + log);

    assertThat(code).isZero();
    assertThat(heard.calls)
        .containsExactly(
            new ShiftOptions(
                new Plan(
                    "green",
                    "blue",
                    List.of(20, 100),
                    new Pace(
                        Duration.ofSeconds(8),
                        Duration.ofSeconds(9),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(1),
                        Duration.ofMinutes(3),
                        Duration.ofMinutes(90)),
                    new Evidence(7, Evidence.DEFAULT.falseAlarm(), Evidence.DEFAULT.z(), 2.5, 50),
                    Map.of(
                        Metric.SERVER_ERRORS,
                        new Limit(0.005, 2, 0.005),
                        Metric.CLIENT_ERRORS,
                        Plan.DEFAULT_LIMITS.get(Metric.CLIENT_ERRORS),
                        Metric.LATENCY,
                        new Limit(1_500, 1.5, 100),
                        Metric.FUNCTION_ERRORS,
                        Plan.DEFAULT_LIMITS.get(Metric.FUNCTION_ERRORS),
                        Metric.THROTTLES,
                        Plan.DEFAULT_LIMITS.get(Metric.THROTTLES),
                        Metric.LEDGER_LAG,
                        new Limit(60_000, 2, 30_000)),
                    true),
                OptionalInt.of(5),
                true,
                new Place(
                    project,
                    Optional.of(URI.create("http://localhost:8080")),
                    new Periods(Duration.ofSeconds(1), Duration.ofSeconds(2))),
                Optional.of(Path.of(log))));
  }

  @Test
  void probe_shouldBeTwoASecond_whenItHasNoNumber() {
    run("move --to green --yes --probe");

    assertThat(((ShiftOptions) heard.calls.get(0)).probesPerSecond()).hasValue(2);
  }

  @Test
  void laterOptions_shouldWin() {
    run("move --to green --yes --bake 5m --bake 7m");

    assertThat(((ShiftOptions) heard.calls.get(0)).plan().pace().bake())
        .isEqualTo(Duration.ofMinutes(7));
  }

  @Test
  void rollback_shouldNotAsk() {
    assertThat(run("rollback --keep-window 2h")).isEqualTo(1);

    var options = (RollbackOptions) heard.calls.get(0);
    assertThat(options.to()).isEmpty();
    assertThat(options.pace().keepWindow()).isEqualTo(Duration.ofHours(2));
    assertThat(options.plan("blue").from()).isEqualTo("green");
    assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void rollback_shouldTakeAKeepWindow_thatIsShorterThanTheUsualBake() {
    assertThat(run("rollback --keep-window 10m")).isEqualTo(1);

    assertThat(((RollbackOptions) heard.calls.get(0)).pace().keepWindow())
        .isEqualTo(Duration.ofMinutes(10));
  }

  @Test
  void rollback_shouldBearTheWordsOfTheMove() {
    assertThat(run("rollback --bake 2h --prolongation 1m --keep-window 10m")).isEqualTo(1);
  }

  @Test
  void rollback_shouldTakeTheColor() {
    run("rollback --to green");

    assertThat(((RollbackOptions) heard.calls.get(0)).to()).contains("green");
  }

  @Test
  void status_shouldBeATable_unlessJsonIsAskedFor() {
    run("status");
    run("status --json");

    assertThat(heard.calls)
        .extracting(options -> ((StatusOptions) options).json())
        .containsExactly(false, true);
  }

  @Test
  void project_shouldBeThatOfPulumi_unlessItIsGiven(@TempDir Path other) throws IOException {
    Files.writeString(other.resolve("Pulumi.yaml"), "name: payments");

    run("status");
    run("status", "--project", other.toString());

    assertThat(heard.calls)
        .extracting(options -> ((StatusOptions) options).place().project())
        .containsExactly(project, other);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "move|Missing required option: '--to=COLOR'",
        "move --to purple|--to is 'purple': must be blue or green",
        "move --to blue --to green|--to is 'blue green': must be blue or green",
        "move --to green --steps 10,x,100|--steps is '10,x,100': must be whole percentages with commas between, such as 10,50,100",
        "move --to green --steps 30,10,100|--steps is [30, 10, 100]: must be from 1 to 100, each above the one before, the last 100",
        "move --to green --steps 10,50|--steps is [10, 50]: must be from 1 to 100, each above the one before, the last 100",
        "move --to green --bake 15|--bake is '15': must be a time with its unit: 1h30m, 15m, 30s or 250ms",
        "move --to green --bake 2h|--keep-window is 1h by default: must be at least bake, 2h",
        "move --to green --bake 10s|--watch-interval is 30s by default: must be over zero and at most bake, 10s",
        "move --to green --prolongation 2m|--prolongation is 2m: must be at least 3m, by which the figures of a bake are complete",
        "move --to green --prolongation x|--prolongation is 'x': must be a time with its unit: 1h30m, 15m, 30s or 250ms",
        "move --to green --keep-window 5m|--keep-window is 5m: must be at least bake, 15m",
        "move --to green --watch-interval 0s|--watch-interval is 0s: must be over zero and at most bake, 15m",
        "move --to green --ttl -1s|--ttl is '-1s': must be a time with its unit: 1h30m, 15m, 30s or 250ms",
        "move --to green --sync-limit 0s|--sync-limit is 0s: must be over zero",
        "move --to green --min-requests many|--min-requests is 'many': must be a whole number",
        "move --to green --min-requests 0|--min-requests is 0: must be 1 or more",
        "move --to green --share-points x|--share-points is 'x': must be a number",
        "move --to green --share-points 50|--share-points is 50.0: must be 0 to 50",
        "move --to green --resolvers 1.5|--resolvers is '1.5': must be a whole number",
        "move --to green --resolvers 0|--resolvers is 0: must be 1 or more",
        "move --to green --limit 6xx=1%|--limit is '6xx=1%': must be NAME=VALUE, such as 5xx=1% or p99=2s, with one of the names 5xx, 4xx, p99, function-errors, throttles, ledger-lag",
        "move --to green --limit 5xx|--limit is '5xx': must be 5xx=PERCENT with its sign, from 0% to 100%, such as 0.5%",
        "move --to green --limit 5xx=1|--limit is '5xx=1': must be 5xx=PERCENT with its sign, from 0% to 100%, such as 0.5%",
        "move --to green --limit throttles=101%|--limit is 'throttles=101%': must be throttles=PERCENT with its sign, from 0% to 100%, such as 0.5%",
        "move --to green --limit p99=0s|--limit is 'p99=0s': must be p99=TIME with its unit, over zero and at most 20 s, such as p99=1s500ms",
        "move --to green --limit p99=21s|--limit is 'p99=21s': must be p99=TIME with its unit, over zero and at most 20 s, such as p99=1s500ms",
        "move --to green --limit ledger-lag=5%|--limit is 'ledger-lag=5%': must be ledger-lag=TIME with its unit, over zero, such as ledger-lag=5m",
        "move --to green --probe=0|--probe is '0': must be calls a second, from 1 to 20",
        "move --to green --probe=21|--probe is '21': must be calls a second, from 1 to 20",
        "move --to green --probe-via ftp://x|--probe-via is 'ftp://x': must be an address without a path, such as http://localhost:8080",
        "move --to green --probe-via http://x/y|--probe-via is 'http://x/y': must be an address without a path, such as http://localhost:8080",
        "move --to green --metric-period 7s|--metric-period is 7s: must be 1, 5, 10, 20 or 30 seconds, or whole minutes up to a day",
        "move --to green --metric-delay x|--metric-delay is 'x': must be a time with its unit: 1h30m, 15m, 30s or 250ms",
        "move --to green --event-log /no/such/file|--event-log is '/no/such/file': must be a file in a folder that exists",
        "move --to green --project /no/such|--project is '/no/such': must be a folder with a Pulumi.yaml",
        "move --to green --bake|Missing required parameter for option '--bake' (TIME)",
        "move --to green --bale 5m|Unknown options: '--bale', '5m': did you mean --bake",
        "move --to green --yes=maybe|Invalid value for option '--yes': 'maybe' is not a boolean",
        "rollback --to red|--to is 'red': must be blue or green",
        "rollback --steps 100|Unknown options: '--steps', '100'",
        "status --yes|Unknown option: '--yes'",
        "mov --to green|Unmatched arguments from index 0: 'mov', '--to', 'green': did you mean move",
      })
  void aMistake_shouldBeNamedWithItsFix(String line, String mistake) {
    assertThat(run(NOBODY, "", line)).isEqualTo(3);

    assertThat(mistakes()).contains(mistake);
    assertThat(heard.calls).isEmpty();
  }

  @Test
  void allMistakes_shouldBeToldAtOnce() {
    run("move --to purple --bake 15 --steps 30,10 --probe=77 --metric-period 7s --nix");

    assertThat(mistakes())
        .containsExactly(
            "Unknown option: '--nix'",
            "--to is 'purple': must be blue or green",
            "--bake is '15': must be a time with its unit: 1h30m, 15m, 30s or 250ms",
            "--steps is [30, 10]: must be from 1 to 100, each above the one before, the last 100",
            "--probe is '77': must be calls a second, from 1 to 20",
            "--metric-period is 7s: must be 1, 5, 10, 20 or 30 seconds, or whole minutes up to a day");
    assertThat(err.toString(StandardCharsets.UTF_8))
        .endsWith("shift move --help lists what there is\noutcome: bad usage (exit code 3)\n");
  }

  @Test
  void noCommand_shouldBeAMistake() {
    assertThat(run()).isEqualTo(3);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .endsWith("\noutcome: bad usage (exit code 3)\n");

    assertThat(mistakes())
        .containsExactly("no command is given: must be one of [move, rollback, status]");
  }

  @Test
  void move_shouldNotBegin_whenNobodyCanBeAsked() {
    assertThat(run(NOBODY, "y\n", "move --to green")).isEqualTo(3);

    assertThat(mistakes())
        .containsExactly(
            "--yes is not given, and there is no terminal to ask on: give it to move customers");
    assertThat(heard.calls).isEmpty();
  }

  @Test
  void move_shouldShowThePlanAndBegin_whenAPersonSaysYes() {
    assertThat(run(PERSON, "Yes\n", "move --to green")).isZero();

    assertThat(heard.calls).hasSize(1);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            """
            Cut-over from blue to green
              project              %s
              steps                10, 30, 50, 70, 90, 100 percent of customers
              each step            spreads for 1m, then bakes for 15m, or up to 30m more if there is too little to conclude
              takes                2h30m at least; until 1h after the change to 100 the way back is open
              passes with          100 requests at each color that has customers, and a share within 3 points of what 10 resolvers may draw
              5xx rate             at most 1.00%%, and at most 2 times blue's plus 0.50%%
              4xx rate             at most 100.00%%, and at most 1.5 times blue's plus 5.00%%
              p99 latency          at most 2000 ms, and at most 1.5 times blue's plus 100 ms
              function error rate  at most 1.00%%, and at most 2 times blue's plus 0.50%%
              throttle rate        at most 0.10%%, and at most 2 times blue's plus 0.05%%
              ledger lag           at most 300000 ms, and at most 2 times blue's plus 30000 ms
              test payments        none
              if green is bad      all customers go back to blue at once, by themselves
            Go on? [y/N]\s"""
                .formatted(project));
  }

  @Test
  void plan_shouldSayThatTheWeightsAreHeld_whenItFreezes() {
    run(PERSON, "y\n", "move --to blue --freeze --probe 3");

    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains(
            "  if blue is bad       the weights stay as they are, and a person decides\n",
            "  test payments        3 a second to each color over its own name: nine of one cent,"
                + " again and again\n");
  }

  @ParameterizedTest
  @CsvSource({"n", "''", "yea"})
  void move_shouldNotBegin_whenAPersonDoesNotSayYes(String answer) {
    assertThat(run(PERSON, answer + "\n", "move --to green")).isEqualTo(2);

    assertThat(out.toString(StandardCharsets.UTF_8)).endsWith("Nothing was changed.\n");
    assertThat(heard.calls).isEmpty();
  }

  @Test
  void move_shouldNotBegin_whenTheAnswerEnds() {
    assertThat(run(PERSON, "", "move --to green")).isEqualTo(2);

    assertThat(heard.calls).isEmpty();
  }

  @Test
  void move_shouldBeRefused_whereTheCredentialsEndInTheMiddle() {
    var soon =
        Map.of(
            OptionReader.PROJECT_VARIABLE,
            project.toString(),
            "AWS_SESSION_TOKEN",
            "token",
            "AWS_CREDENTIAL_EXPIRATION",
            Instant.now().plusSeconds(3_600).toString());

    int code =
        new ShiftLine(heard, terminal(NOBODY, ""), soon).run("move", "--to", "green", "--yes");

    assertThat(code).isEqualTo(3);
    assertThat(heard.calls).isEmpty();
  }

  @Test
  void dryRun_shouldNotAsk() {
    assertThat(run(NOBODY, "", "move --to green --dry-run --limit throttles=2%")).isZero();

    assertThat(heard.calls).hasSize(1);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .as("but show what was understood")
        .contains("throttle rate        at most 2.00%, and at most 2 times blue's plus 0.05%\n")
        .doesNotContain("Go on?");
  }

  /** The help has them as text: no text of an option's default is a list of six. */
  @Test
  void help_shouldHaveTheLimitsThatAreUsed() {
    run("move --help");
    String help = out.toString(StandardCharsets.UTF_8).replaceAll("\\s+", " ");
    String limits = help.replaceAll(".*another \\(default: (5xx=[^)]*)\\).*", "$1");
    Stream.of(limits.split(", ", -1)).forEach(it -> run("move --to green --yes --limit " + it));

    assertThat(heard.calls)
        .hasSize(Plan.DEFAULT_LIMITS.size())
        .allSatisfy(
            it -> assertThat(((ShiftOptions) it).plan()).isEqualTo(Plan.of("blue", "green")));
  }

  @Test
  void help_shouldShowTheDefaults_andDoNothing() {
    assertThat(run("move --help")).isZero();

    assertThat(out.toString(StandardCharsets.UTF_8))
        .startsWith("Usage: shift move --to COLOR [OPTION...]\n")
        .contains(
            "How long each step is watched before the next (default: 15m).",
            "rising to 100 (default:\n                               10,30,50,70,90,100).",
            "Exit codes: 0 moved, 1 went back, 2 stopped for a person, 3 bad usage.")
        .doesNotContain("${");
    assertThat(heard.calls).isEmpty();
  }

  @Test
  void whatAPersonHasToMend_shouldBeToldWithoutAStackTrace() {
    var failing =
        new Commands() {
          @Override
          public int move(ShiftOptions options) {
            throw new ShiftException("stack green does not exist: run pulumi up -s green");
          }

          @Override
          public int rollback(RollbackOptions options) {
            throw new AssertionError();
          }

          @Override
          public int status(StatusOptions options) {
            throw new AssertionError();
          }
        };

    int code =
        new ShiftLine(failing, terminal(NOBODY, ""), environment())
            .run("move", "--to", "green", "--yes");

    assertThat(code).isEqualTo(2);
    assertThat(mistakes()).containsExactly("stack green does not exist: run pulumi up -s green");
  }

  private int run(String... arguments) {
    String[] split = arguments.length == 1 ? arguments[0].split(" ", -1) : arguments;
    return new ShiftLine(heard, terminal(NOBODY, ""), environment()).run(split);
  }

  private int run(boolean person, String answers, String line) {
    return new ShiftLine(heard, terminal(person, answers), environment()).run(line.split(" ", -1));
  }

  private Terminal terminal(boolean person, String answers) {
    return new Terminal(
        new BufferedReader(new StringReader(answers)),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        person,
        false,
        false);
  }

  private Map<String, String> environment() {
    return Map.of(OptionReader.PROJECT_VARIABLE, project.toString());
  }

  private List<String> mistakes() {
    return err.toString(StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.startsWith("error: "))
        .map(line -> line.substring("error: ".length()))
        .toList();
  }
}
