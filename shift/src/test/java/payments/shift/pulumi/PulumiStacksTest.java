package payments.shift.pulumi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import payments.shift.cutover.BlockedException;
import payments.shift.cutover.Change;
import payments.shift.cutover.LockedException;
import payments.shift.cutover.ShiftException;
import payments.shift.decision.Deployment;
import payments.shift.decision.Found;
import payments.shift.decision.LastUpdate;
import payments.shift.decision.UpdateMessage;
import payments.shift.decision.Weights;

class PulumiStacksTest {
  private static final String LOCKED =
      "error: the stack is currently locked by 1 lock(s).\n  file:///x: created by %s (pid 99999999) at 2026-11-24T15:56:13Z";

  @TempDir private Path folder;

  private final FakeCli cli = new FakeCli();
  private final List<String> told = Collections.synchronizedList(new ArrayList<>());
  private Optional<Found> inForce = Optional.empty();
  private Optional<Found> afterRaising = Optional.of(new Found(100, 100));
  private int permitted = Integer.MAX_VALUE;
  private int guarded;
  private PulumiStacks stacks;

  @BeforeEach
  void open() throws Exception {
    Files.writeString(folder.resolve("Pulumi.yaml"), "name: payments\nruntime: java\n");
    stacks =
        new PulumiStacks(
            new PulumiProject(folder, cli),
            "blue",
            "green",
            told::add,
            new Updates.LockPatience(Duration.ZERO, Duration.ofMillis(1), Duration.ofDays(1)));
  }

  private void set(int to, Found records) {
    set(to, Optional.of(records), Optional.empty());
  }

  private void set(int to, Optional<Found> records, Optional<String> back) {
    Weights weights = Weights.withTo(to);
    inForce = records;
    stacks.set(
        new Change(
            weights,
            new UpdateMessage("blue", "green", weights, back),
            new Change.Guard() {
              @Override
              public void require() {
                if (guarded++ >= permitted) {
                  throw new ShiftException("the lease is lost");
                }
              }

              @Override
              public Optional<Found> records() {
                Optional<Found> now = inForce;
                inForce = afterRaising.or(() -> inForce);
                return now;
              }

              @Override
              public void trouble(String what) {
                told.add(what);
              }
            }));
  }

  @Test
  void readsTheWeights() {
    cli.weights = "{\"green\":10,\"blue\":90}";

    assertThat(stacks.weights()).isEqualTo(new Found(90, 10));
  }

  @Test
  void readsTheLastUpdate() {
    assertThat(stacks.lastUpdate())
        .contains(
            new LastUpdate(Instant.parse("2026-01-01T00:00:00Z"), "shift blue to green: 90/10"));
  }

  @Test
  void tellsDeploymentsFromTheUpdatesOfCutovers_andReadsHistoriesOnlyWhereAStackChanged() {
    colorsUpdated("2026-01-01T10:00:00.000Z");
    cli.histories.put(
        "green",
        "["
            + update("12:00", "update", "shift blue to green: 100/0, back: bad")
            + ","
            + update("11:00", "refresh", "look")
            + ","
            + update("10:00", "update", "release 7")
            + ","
            + update("09:00", "update", "release 6")
            + "]");
    var seventh = new Deployment("green", Instant.parse("2026-01-01T10:00:00Z"), "release 7");

    assertThat(stacks.deployments()).containsExactly(seventh);
    assertThat(stacks.deployments()).containsExactly(seventh);
    assertThat(cli.historiesRead).as("both colors, twice").isEqualTo(4);
    assertThat(stacks.deployments()).containsExactly(seventh);
    assertThat(cli.historiesRead).as("not again").isEqualTo(4);

    colorsUpdated("2026-01-01T13:00:00.000Z");
    cli.histories.put("green", "[" + update("13:00", "destroy", "clean up") + "]");
    assertThat(stacks.deployments()).extracting(Deployment::message).containsExactly("clean up");
  }

  private void colorsUpdated(String time) {
    cli.stacks =
        """
        [{"name":"shared","resourceCount":9},{"name":"blue","resourceCount":9,"lastUpdate":"%s"},
         {"name":"green","resourceCount":9,"lastUpdate":"%s"}]
        """
            .formatted(time, time);
  }

  private static String update(String time, String kind, String message) {
    return """
        {"kind":"%s","startTime":"2026-01-01T%s:00.000Z","endTime":"2026-01-01T%s:30.000Z",
         "message":"%s","result":"succeeded","environment":{},"config":{}}
        """
        .formatted(kind, time, time, message);
  }

  @Test
  void aStackWithoutResourcesDoesNotExist() {
    assertThat(stacks.exists("shared")).isTrue();
    assertThat(stacks.exists("blue")).as("empty").isFalse();
    assertThat(stacks.exists("green")).as("missing").isFalse();
  }

  @Test
  void previewsTheColorThatIsAskedFor_andSaysWhatFails() {
    assertThatThrownBy(() -> stacks.unchanged("green"))
        .isInstanceOf(ShiftException.class)
        .hasMessageContaining("pulumi preview -s green failed")
        .hasMessageContaining("error: previewed");
    assertThat(cli.previewed).containsExactly("green");
  }

  @Test
  void setsBothWeightsInOneChange_thenUpdatesNothingButThem() {
    set(10, new Found(100, 0));

    assertThat(cli.changes.get(0))
        .startsWith("config set-all")
        .contains("payments:trafficWeights.blue=90", "payments:trafficWeights.green=10");
    assertThat(cli.changes.get(1))
        .isEqualTo("up of shared at **::pulumi:pulumi:Stack::*: shift blue to green: 90/10");
    assertThat(cli.changes.subList(2, 4))
        .containsExactlyInAnyOrder(
            "up of blue at **::edge-weighted-record read anew as built: shift blue to green: 90/10",
            "up of green at **::edge-weighted-record read anew as built: shift blue to green: 90/10");
  }

  @Test
  void raisesFirst_whereTheOtherFallsToZero() {
    set(100, new Found(100, 0));

    assertThat(cli.changes.get(2)).startsWith("up of green ");
    assertThat(cli.changes.get(3)).startsWith("up of blue ");
    assertThat(told).contains("updating the record of green, then the other");
  }

  @Test
  void raisesFirst_whereItIsNotKnownWhatTheRisingOneHas() {
    set(0, Optional.empty(), Optional.of("bad"));

    assertThat(cli.changes.get(2)).startsWith("up of blue ");
  }

  @Test
  void takesNothingAway_whenTheOtherDidNotRise() {
    afterRaising = Optional.of(new Found(100, 0));

    assertThatThrownBy(() -> set(100, new Found(100, 0)))
        .hasMessageContaining("the record of green has no weight after its update");
    assertThat(cli.changes).noneMatch(it -> it.startsWith("up of blue"));
  }

  @Test
  void changesNothingMore_whenTheLeaseIsLostMeanwhile() {
    permitted = 2;

    assertThatThrownBy(() -> set(10, new Found(100, 0))).hasMessageContaining("the lease is lost");
    assertThat(cli.changes).last().asString().startsWith("up of shared");
  }

  @Test
  void updatesBothAtOnce_whereTheRisingOneHasWeight() {
    set(0, new Found(90, 10));

    assertThat(told).contains("updating the records of blue and green");
  }

  @Test
  void endsTheOtherUpdate_whenOneFails() {
    cli.fails("blue", "error: AWS said no");

    assertThatThrownBy(() -> set(10, new Found(100, 0)))
        .isInstanceOf(ShiftException.class)
        .hasMessageContaining("pulumi up -s blue failed")
        .hasMessageContaining("AWS said no");
    assertThat(cli.changes).anyMatch(it -> it.startsWith("up of green "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "error: getting stack configuration: get stack secrets manager: incorrect passphrase",
        "error: PULUMI_ACCESS_TOKEN must be set for login during non-interactive CLI sessions",
        "error: api error AccessDenied: User: ann is not authorized to perform: route53:GetHostedZone",
        "error: [401] Unauthorized: No credentials provided"
      })
  void tellsWhatAPersonHasToMend(String error) {
    cli.fails("shared", error);

    assertThatThrownBy(() -> set(10, new Found(100, 0)))
        .isInstanceOf(BlockedException.class)
        .hasMessageContaining(error);
  }

  @Test
  void takesAwayTheLockOfADeadProcess() throws Exception {
    String me =
        System.getProperty("user.name")
            + "@"
            + Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    cli.fails("shared", LOCKED.formatted(me));

    set(10, new Found(100, 0));

    assertThat(cli.changes.get(1)).startsWith("cancel").contains("shared");
    assertThat(cli.changes.get(2)).startsWith("up of shared");
  }

  @Test
  void saysWhoHoldsAStack() {
    for (int i = 0; i < 1_000; i++) {
      cli.fails("green", LOCKED.formatted("ann@elsewhere"));
    }

    assertThatThrownBy(() -> set(10, new Found(100, 0)))
        .isInstanceOf(LockedException.class)
        .hasMessageContaining("stack green is locked by ann@elsewhere, process 99999999");
    assertThat(cli.changes).noneMatch(it -> it.startsWith("cancel"));
  }

  @Test
  void waitsAsLongAsItTakes_onAWayBack() {
    for (int i = 0; i < 20; i++) {
      cli.fails("green", LOCKED.formatted("ann@elsewhere"));
    }

    set(0, Optional.of(new Found(90, 10)), Optional.of("green is bad"));

    assertThat(cli.changes).anyMatch(it -> it.startsWith("up of green"));
    assertThat(told).filteredOn(it -> it.startsWith("waiting: stack green is locked")).hasSize(1);
  }

  @Test
  void refusesASettingThatIsNoPair() {
    cli.setting = "100/0";

    assertThatThrownBy(() -> stacks.recover())
        .isInstanceOf(ShiftException.class)
        .hasMessageContaining("payments:trafficWeights is 100/0 in the settings of stack shared");
  }

  @Test
  void hasTheSettingsSayWhatTheStackHas() {
    cli.setting = "{\"blue\":90,\"green\":10}";

    stacks.recover();

    assertThat(cli.changes)
        .singleElement()
        .asString()
        .contains("payments:trafficWeights.blue=100", "payments:trafficWeights.green=0");
    assertThat(told).singleElement().asString().contains("90/10", "set back to 100/0");
  }

  @Test
  void leavesSettingsAlone_whichAreAsTheStackIs() {
    stacks.recover();

    assertThat(cli.changes).isEmpty();
  }
}
