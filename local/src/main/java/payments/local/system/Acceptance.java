package payments.local.system;

import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import payments.local.LocalException;
import payments.local.console.Progress;
import payments.local.drill.DrillSettings;
import payments.local.edge.EdgeServer;
import payments.local.payment.Deployment;
import payments.local.payment.Payer;
import payments.local.payment.Stores;
import payments.local.process.Pause;
import payments.local.pulumi.EngineEvents;
import payments.local.pulumi.Pulumi;
import payments.local.pulumi.PulumiProject;
import payments.local.soak.SoakSettings;

/**
 * The proof that the system works: up, nothing to change, payments over both colors stored exactly
 * once everywhere, new weights that change two records and nothing else, the drills of a cut-over
 * that were asked for, and down to nothing.
 */
public final class Acceptance {
  private static final int PAYMENTS = 20;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final SoakSettings SOAK = new SoakSettings(300, 8, 1, Duration.ofMinutes(5), 30);
  private static final String RECORD_TYPE = "aws:route53/record:Record";

  private final LocalSystem system;
  private final Progress progress;
  private final List<String> failures = new ArrayList<>();
  private int passed;

  /** One thing to prove. */
  @FunctionalInterface
  private interface Proof {
    /** Ends in order if it is so, else tells why it is not. */
    void show();
  }

  /**
   * @param system a system that does not run
   * @param progress where to show it
   */
  public Acceptance(LocalSystem system, Progress progress) {
    this.system = system;
    this.progress = progress;
  }

  /**
   * Proves it, and takes the system down whatever happened.
   *
   * @return whether all was so
   */
  public boolean run() {
    prove("nothing runs at the start", this::nothingRuns);
    boolean up = failures.isEmpty();
    if (up) {
      prove("make local brings everything up and a payment goes through", this::bringUp);
      if (failures.isEmpty()) {
        prove("a second make local changes nothing", this::nothingChanges);
        prove("previews are empty", this::previewsAreEmpty);
        prove("new weights change two records and nothing else", this::weights);
        prove("the edge sees the new weights", this::edgeFollows);
        prove(PAYMENTS + " payments are stored exactly once everywhere", this::payments);
        prove("so are those whose function processes are killed", this::soak);
        // Drills judge latencies: they want a quiet machine, and over half an hour.
        DrillSettings.wanted(System.getenv())
            .ifPresent(
                drills ->
                    prove(
                        "customers are moved, whatever goes wrong meanwhile",
                        () -> drills(drills)));
      }
      prove("make local-down leaves nothing", this::takeDown);
    }
    failures.forEach(failure -> progress.line("FAILED: " + failure));
    progress.line("%d passed, %d failed".formatted(passed, failures.size()));
    return failures.isEmpty();
  }

  private void prove(String name, Proof proof) {
    progress.line("== " + name);
    try {
      proof.show();
      passed++;
    } catch (RuntimeException e) {
      failures.add(name + ": " + (e instanceof LocalException ? e.getMessage() : e.toString()));
      if (!(e instanceof LocalException)) {
        e.printStackTrace();
      }
    }
  }

  private void nothingRuns() {
    require(
        !Files.exists(system.layout().local()),
        "the local system has been started already: `make local-down` first");
  }

  private void bringUp() {
    new BringUp(system, progress).run();
  }

  private void nothingChanges() {
    int changes = new BringUp(system, progress).deploy();
    require(changes == 0, changes + " resources were changed");
  }

  private void previewsAreEmpty() {
    for (String stack : PulumiProject.STACKS) {
      EngineEvents events = system.pulumi().preview(stack, progress);
      require(events.changes() == 0, stack + " would change: " + events.summary());
    }
  }

  private void weights() {
    Pulumi pulumi = system.pulumi();
    pulumi.set(PulumiProject.SHARED, "payments:trafficWeights.blue", "50");
    pulumi.set(PulumiProject.SHARED, "payments:trafficWeights.green", "50");
    List<EngineEvents.Operation> changed =
        new ArrayList<>(pulumi.up(PulumiProject.SHARED, progress).changed());
    require(changed.isEmpty(), "shared changed resources: " + changed);
    for (EngineEvents events : BringUp.both(stack -> pulumi.up(stack, progress))) {
      changed.addAll(events.changed());
    }
    boolean twoRecords =
        changed.size() == 2
            && changed.stream()
                .allMatch(
                    change -> change.kind().equals("update") && change.type().equals(RECORD_TYPE));
    require(twoRecords, "expected one updated record of each color, changed were " + changed);
  }

  private void edgeFollows() {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    List<EdgeServer.ColorStatus> seen;
    try (Progress.Step step = progress.step("Asking the edge")) {
      do {
        Pause.of(Duration.ofMillis(500));
        seen = new EdgeStatus(system.settings()).read();
        step.detail(seen.toString());
      } while (!ready(seen) && System.nanoTime() < deadline);
      require(ready(seen), "the edge sees " + seen);
      step.done("both colors at weight 50");
    }
  }

  private static boolean ready(List<EdgeServer.ColorStatus> seen) {
    return seen.size() == 2
        && seen.stream().allMatch(color -> color.weight() == 50 && color.healthy());
  }

  private void payments() {
    Deployment deployment = new Showing(system).deployment();
    Stores stores = new Stores(system.aws(), system.settings(), system.layout(), deployment);
    Payer payer = new Payer(system.settings().edgeUrl(), PATIENCE);
    Map<String, Integer> byColor = new TreeMap<>();
    List<Payer.Receipt> receipts = new ArrayList<>();
    try (Progress.Step step = progress.step("Paying")) {
      // Both colors take some in all but one of half a million runs; then there is one more try.
      for (int number = 0; number < PAYMENTS; number++) {
        Payer.Receipt receipt =
            payer.pay("accept-" + UUID.randomUUID(), (number + 1) + ".25", "accept");
        receipts.add(receipt);
        byColor.merge(receipt.color(), 1, Integer::sum);
        step.detail(byColor.toString());
      }
      step.done(byColor.toString());
    }
    require(byColor.size() == 2, "only one color took payments: " + byColor);
    try (Progress.Step step = progress.step("Looking for them in every store")) {
      for (int number = 0; number < PAYMENTS; number++) {
        Payer.Receipt receipt = receipts.get(number);
        Stores.Found found = stores.await(receipt.transactionId(), PATIENCE);
        String amount = (number + 1) + ".25";
        boolean right =
            found.everywhereOnce()
                && found.logs().containsKey(receipt.color())
                && found.amounts().values().stream().allMatch(amount::equals);
        require(right, receipt + " was found as " + found);
        step.detail((number + 1) + " of " + PAYMENTS);
      }
      step.done();
    }
  }

  private void soak() {
    require(new Soaking(system, progress).run(SOAK), "the soak found violations");
  }

  private void drills(DrillSettings settings) {
    require(new DrillRun(system, progress).run(settings), "a drill failed");
  }

  private void takeDown() {
    new TearDown(system, progress).run(true);
    require(system.processes().running().isEmpty(), "processes still run");
    require(!Files.exists(system.layout().local()), ".local is still there");
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new LocalException(otherwise);
    }
  }
}
