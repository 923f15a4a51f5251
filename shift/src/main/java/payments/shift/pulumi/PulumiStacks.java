package payments.shift.pulumi;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.pulumi.automation.AutomationException;
import com.pulumi.automation.ConfigValue;
import com.pulumi.automation.HistoryOptions;
import com.pulumi.automation.PreviewOptions;
import com.pulumi.automation.UpdateSummary;
import com.pulumi.automation.WorkspaceStack;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import payments.shift.cutover.Change;
import payments.shift.cutover.ShiftException;
import payments.shift.cutover.Stacks;
import payments.shift.decision.Deployment;
import payments.shift.decision.Found;
import payments.shift.decision.LastUpdate;
import payments.shift.decision.UpdateMessage;
import payments.shift.decision.Weights;

/** The stacks of one project. */
public final class PulumiStacks implements Stacks {
  private static final String WEIGHTS_OUTPUT = "trafficWeights";

  private static final Duration KILLED_UPDATE = Duration.ofMinutes(10);

  private final PulumiProject project;
  private final String from;
  private final String to;
  private final Consumer<String> progress;
  private final Updates updates;
  private final DeploymentHistory deployments;

  /**
   * @param project where the stacks are
   * @param from the old color
   * @param to the new color
   * @param progress told what is being done
   */
  public PulumiStacks(PulumiProject project, String from, String to, Consumer<String> progress) {
    this(project, from, to, progress, Updates.LockPatience.DEFAULT);
  }

  PulumiStacks(
      PulumiProject project,
      String from,
      String to,
      Consumer<String> progress,
      Updates.LockPatience patience) {
    this.project = project;
    this.from = from;
    this.to = to;
    this.progress = progress;
    this.updates = new Updates(project, patience);
    this.deployments = new DeploymentHistory(color -> history(project.stack(color), 1));
  }

  @Override
  public void recover() {
    for (KilledUpdate update : KilledUpdate.of(project.folder())) {
      await(update.process());
    }
    Found wanted = weights();
    Optional<Found> set = setting();
    if (set.isPresent() && !set.get().equals(wanted)) {
      progress.accept(
          "the settings of stack shared have the weights %s, which never came into force: set back to %s"
              .formatted(set.get(), wanted));
      write(wanted);
    }
  }

  private void await(ProcessHandle process) {
    progress.accept(
        "waiting for the end of an update that a killed cut-over began (pulumi, process %d)"
            .formatted(process.pid()));
    try {
      process.onExit().get(KILLED_UPDATE.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new ShiftException(
          "the update of a killed cut-over, process %d, does not end: look at it, end it with `kill -INT %d`, then start this again"
              .formatted(process.pid(), process.pid()),
          e);
    } catch (ExecutionException e) {
      throw new ShiftException("process %d cannot be waited for".formatted(process.pid()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ShiftException("interrupted while an update was waited for", e);
    }
  }

  @Override
  public Found weights() {
    JsonElement weights = project.outputs(PulumiProject.SHARED).get(WEIGHTS_OUTPUT);
    if (weights == null || !weights.isJsonObject()) {
      throw new ShiftException(
          "the stack shared has no output %s: run `pulumi up -s shared`".formatted(WEIGHTS_OUTPUT));
    }
    return found(weights.getAsJsonObject());
  }

  private Found found(JsonObject weights) {
    return new Found(weight(weights, from), weight(weights, to));
  }

  private static int weight(JsonObject weights, String color) {
    return weights.has(color) ? weights.get(color).getAsInt() : 0;
  }

  @Override
  public Optional<LastUpdate> lastUpdate() {
    List<LastUpdate> updates = updatesOfTheseWeights();
    return updates.isEmpty() ? Optional.empty() : Optional.of(updates.get(updates.size() - 1));
  }

  /**
   * The cut-over that set the weights which the stack has, or found them set and goes on from them;
   * empty if none did.
   */
  public Optional<UpdateMessage> lastCutover() {
    return updatesOfTheseWeights().stream()
        .map(LastUpdate::message)
        .map(UpdateMessage::read)
        .flatMap(Optional::stream)
        .findFirst();
  }

  private List<LastUpdate> updatesOfTheseWeights() {
    WorkspaceStack shared = project.stack(PulumiProject.SHARED);
    return WeightHistory.ofTheseWeights(page -> history(shared, page));
  }

  private static List<UpdateSummary> history(WorkspaceStack stack, int page) {
    try {
      return stack.getHistory(
          HistoryOptions.builder().page(page).pageSize(WeightHistory.PAGE).build());
    } catch (AutomationException e) {
      throw PulumiProject.failed("pulumi stack history -s " + stack.name(), e);
    }
  }

  @Override
  public List<Deployment> deployments() {
    Map<String, Instant> updated = project.updated();
    return Stream.of(from, to)
        .filter(updated::containsKey)
        .flatMap(color -> deployments.last(color, updated.get(color)).stream())
        .toList();
  }

  @Override
  public boolean exists(String color) {
    return project.exists(color);
  }

  @Override
  public boolean unchanged(String color) {
    var changes = new PreviewChanges();
    try {
      project
          .stack(color)
          .preview(PreviewOptions.builder().color("never").onEvent(changes::accept).build());
    } catch (AutomationException e) {
      throw PulumiProject.failed("pulumi preview -s " + color, e);
    }
    changes.changes().forEach(change -> progress.accept("preview of " + color + ": " + change));
    return changes.changes().isEmpty();
  }

  @Override
  public void set(Change change) {
    change.guard().require();
    write(Found.of(change.weights()));
    progress.accept("updating shared to " + change.weights());
    updates.up(Update.ofShared(), change);
    Optional<String> first = first(change.weights(), change.guard().records());
    if (first.isPresent()) {
      raise(first.get(), change);
    } else {
      progress.accept("updating the records of %s and %s".formatted(from, to));
      together(List.of(from, to), change);
    }
  }

  private void raise(String rising, Change change) {
    progress.accept("updating the record of %s, then the other".formatted(rising));
    together(List.of(rising), change);
    Optional<Found> found = change.guard().records();
    if (found.isEmpty() || weight(found.get(), rising) == 0) {
      throw new ShiftException(
          "the record of %s has no weight after its update, so the other one's was not taken away"
              .formatted(rising));
    }
    together(List.of(rising.equals(from) ? to : from), change);
  }

  /** The color to rise before the other falls to zero, or both would be zero for a moment. */
  private Optional<String> first(Weights weights, Optional<Found> records) {
    if (weights.to() > 0 && weights.from() > 0) {
      return Optional.empty();
    }
    String rising = weights.to() == 0 ? from : to;
    return records.filter(it -> weight(it, rising) > 0).isPresent()
        ? Optional.empty()
        : Optional.of(rising);
  }

  private int weight(Found found, String color) {
    return color.equals(from) ? found.from() : found.to();
  }

  /** Updates colors at once; each is done to its end, whatever becomes of the other. */
  private void together(List<String> colors, Change change) {
    List<CompletableFuture<Void>> running =
        colors.stream()
            .map(
                color ->
                    CompletableFuture.runAsync(
                        () -> updates.up(Update.ofRecord(color), change), this::inThread))
            .toList();
    var failures = new ArrayList<ShiftException>();
    for (CompletableFuture<Void> update : running) {
      try {
        update.join();
      } catch (CompletionException e) {
        failures.add(
            e.getCause() instanceof ShiftException known
                ? known
                : new ShiftException("an update failed: " + e.getCause(), e));
      }
    }
    if (!failures.isEmpty()) {
      failures.stream().skip(1).forEach(failures.get(0)::addSuppressed);
      throw failures.get(0);
    }
  }

  private void inThread(Runnable update) {
    new Thread(update, "update").start();
  }

  /**
   * The weights that the stack's settings have; empty if they leave them to the program.
   *
   * @throws ShiftException if they cannot be read
   */
  public Optional<Found> setting() {
    ConfigValue value;
    try {
      value = project.stack(PulumiProject.SHARED).getConfig(WeightHistory.SETTING);
    } catch (AutomationException e) {
      if (e.getMessage().contains("configuration key")) {
        return Optional.empty();
      }
      throw PulumiProject.failed("pulumi config get " + WeightHistory.SETTING, e);
    }
    try {
      JsonObject weights = JsonParser.parseString(value.value()).getAsJsonObject();
      return weights.isEmpty() ? Optional.empty() : Optional.of(found(weights));
    } catch (JsonParseException | IllegalStateException | NumberFormatException e) {
      throw new ShiftException(
          "%s is %s in the settings of stack shared: must be two numbers, of blue and green, of sum 100"
              .formatted(WeightHistory.SETTING, value.value()),
          e);
    }
  }

  /** Both in one change of the file: at no moment does it hold a sum other than 100. */
  private void write(Found weights) {
    Map<String, ConfigValue> values = new LinkedHashMap<>();
    values.put(
        WeightHistory.SETTING + "." + from, new ConfigValue(Integer.toString(weights.from())));
    values.put(WeightHistory.SETTING + "." + to, new ConfigValue(Integer.toString(weights.to())));
    try {
      project.stack(PulumiProject.SHARED).setAllConfig(values, true);
    } catch (AutomationException e) {
      throw PulumiProject.failed("pulumi config set-all -s shared", e);
    }
  }
}
