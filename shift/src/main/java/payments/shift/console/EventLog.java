package payments.shift.console;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import payments.shift.cutover.Listener;
import payments.shift.decision.Action;
import payments.shift.decision.Decision;
import payments.shift.decision.Found;
import payments.shift.decision.Observation;
import payments.shift.decision.Plan;
import payments.shift.decision.Reading;
import payments.shift.decision.RecordHealth;
import payments.shift.decision.Share;
import payments.shift.decision.UpdateMessage;
import payments.shift.decision.Weights;
import payments.shift.values.Durations;

/**
 * A cut-over for programs: a line of JSON for each event, written out before the cut-over goes on.
 * Each has {@code at}, {@code event}, {@code from} and {@code to} (the colors); where they apply
 * {@code weights}, {@code reason}, and {@code figures} by color.
 *
 * <table>
 *   <caption>Events</caption>
 *   <tr><td>started</td><td>the tool begins, whatever the first look then says: {@code steps}, {@code freeze}</td></tr>
 *   <tr><td>working</td><td>{@code reason}: something that takes long</td></tr>
 *   <tr><td>gates</td><td>the gates are about to be looked at</td></tr>
 *   <tr><td>waiting</td><td>a look, after which nothing is to be done yet: {@code reason},
 *       {@code until}</td></tr>
 *   <tr><td>step</td><td>a look, after which the next weights are to be set: {@code next}</td></tr>
 *   <tr><td>back</td><td>a look, after which all go back: {@code reason}</td></tr>
 *   <tr><td>seen</td><td>the look that ends it</td></tr>
 *   <tr><td>updating, updated</td><td>an update begins, has ended well: {@code message},
 *       {@code seconds}</td></tr>
 *   <tr><td>trouble</td><td>{@code reason}: something went wrong that the cut-over bears</td></tr>
 *   <tr><td>ended</td><td>{@code reason}, {@code exitCode}, {@code ending}</td></tr>
 * </table>
 */
public final class EventLog implements Listener, AutoCloseable {
  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

  private final Plan plan;
  private final Looks looks;
  private final Writer out;
  private final Clock clock;

  EventLog(Plan plan, Writer out, Clock clock) {
    this.plan = plan;
    this.looks = new Looks(plan);
    this.out = out;
    this.clock = clock;
  }

  /**
   * Appends to a file, which is made if there is none.
   *
   * @throws UncheckedIOException if it cannot be written to, here or at any event
   */
  public static EventLog appendingTo(Path file, Plan plan, Clock clock) {
    try {
      return new EventLog(
          plan,
          Files.newBufferedWriter(
              file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND),
          clock);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void started(Plan begun) {
    write(
        "started",
        json -> {
          json.add("steps", GSON.toJsonTree(begun.steps()));
          json.addProperty("bake", Durations.text(begun.pace().bake()));
          json.addProperty("freeze", begun.freeze());
        });
  }

  @Override
  public void working(String what) {
    write("working", json -> json.addProperty("reason", what));
  }

  @Override
  public void gates() {
    write("gates", json -> {});
  }

  @Override
  public void looked(Observation seen, Decision decision) {
    var look = looks.next(seen, decision);
    if (decision.action() instanceof Action.Wait) {
      Phase phase = look.phase();
      write(
          "waiting",
          json -> {
            json.addProperty("reason", phase.doing());
            phase.until().ifPresent(end -> json.addProperty("until", end.toString()));
            add(json, look);
          });
    } else if (decision.action() instanceof Action.SetWeights set) {
      write(
          set.message().back().isPresent() ? "back" : "step",
          json -> {
            set.message().back().ifPresent(reason -> json.addProperty("reason", reason));
            json.add("next", weights(Found.of(set.weights())));
            add(json, look);
          });
    } else {
      write("seen", json -> add(json, look));
    }
  }

  @Override
  public void updating(Weights weights, UpdateMessage message) {
    write(
        "updating",
        json -> {
          json.add("weights", weights(Found.of(weights)));
          json.addProperty("message", message.text());
        });
  }

  @Override
  public void updated(Weights weights, Duration took) {
    write(
        "updated",
        json -> {
          json.add("weights", weights(Found.of(weights)));
          json.addProperty("seconds", took.toMillis() / 1000.0);
        });
  }

  @Override
  public void trouble(String what) {
    write("trouble", json -> json.addProperty("reason", what));
  }

  @Override
  public void ended(Action.Ending ending) {
    write(
        "ended",
        json -> {
          json.addProperty("ending", Endings.title(ending));
          if (ending instanceof Action.Stop stop) {
            json.addProperty("kind", stop.kind().name());
          }
          json.addProperty("reason", Endings.reason(ending));
          json.addProperty("exitCode", ending.exitCode());
        });
  }

  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(String event, Consumer<JsonObject> rest) {
    var json = new JsonObject();
    json.addProperty("at", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
    json.addProperty("event", event);
    json.addProperty("from", plan.from());
    json.addProperty("to", plan.to());
    rest.accept(json);
    try {
      out.write(GSON.toJson(json) + "\n");
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(JsonObject json, Look look) {
    Observation seen = look.seen();
    json.add("weights", weights(seen.stack()));
    seen.records().ifPresent(records -> json.add("records", weights(records)));
    json.addProperty("inSync", seen.inSync());
    json.addProperty("measuredUntil", seen.measuredUntil().toString());
    look.share().ifPresent(share -> json.add("share", share(share)));
    var figures = new JsonObject();
    figures.add(plan.from(), reading(seen.from()));
    figures.add(plan.to(), reading(seen.to()));
    json.add("figures", figures);
  }

  private JsonObject weights(Found found) {
    var json = new JsonObject();
    json.addProperty(plan.from(), found.from());
    json.addProperty(plan.to(), found.to());
    return json;
  }

  private static JsonObject share(Share share) {
    var json = new JsonObject();
    json.addProperty("declared", share.declared() / 100.0);
    add(json, "achieved", share.achieved());
    json.addProperty("requests", share.requests());
    json.addProperty("low", share.low());
    json.addProperty("high", share.high());
    json.addProperty("within", share.within());
    return json;
  }

  private static JsonObject reading(Reading reading) {
    var json = new JsonObject();
    if (reading.health() != RecordHealth.UNKNOWN) {
      json.addProperty("healthy", reading.healthy());
    }
    var alarms = new JsonArray();
    reading.alarms().stream().sorted().forEach(alarms::add);
    json.add("alarms", alarms);
    json.add("window", FiguresJson.of(reading.window()));
    json.add("recent", FiguresJson.of(reading.recent()));
    return json;
  }

  private static void add(JsonObject json, String name, OptionalDouble value) {
    value.ifPresent(it -> json.addProperty(name, it));
  }
}
