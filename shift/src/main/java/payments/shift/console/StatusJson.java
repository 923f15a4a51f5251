package payments.shift.console;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import payments.shift.cutover.Lease;
import payments.shift.decision.Found;
import payments.shift.decision.RecordHealth;

/** The status for programs; what there is none of is left out. Shares and rates are 0 to 1. */
public final class StatusJson {
  private StatusJson() {}

  /** The status as one JSON object, ended by a newline. */
  public static String of(Status status) {
    var json = new JsonObject();
    json.addProperty("at", status.at().toString());
    json.addProperty("figuresFrom", status.measuredUntil().minus(status.window()).toString());
    json.addProperty("figuresUntil", status.measuredUntil().toString());
    var colors = new JsonObject();
    status.colors().forEach(color -> colors.add(color.name(), color(status, color)));
    json.add("colors", colors);
    status
        .lastUpdate()
        .ifPresent(
            update -> {
              var change = new JsonObject();
              change.addProperty("at", update.at().toString());
              change.addProperty("message", update.message());
              json.add("lastUpdate", change);
            });
    status.settings().ifPresent(settings -> json.add("settings", settings(status, settings)));
    status.holder().ifPresent(held -> json.add("lease", lease(held)));
    return new GsonBuilder().disableHtmlEscaping().setPrettyPrinting().create().toJson(json) + "\n";
  }

  private static JsonObject color(Status status, Status.Color color) {
    var json = new JsonObject();
    json.addProperty("weightWanted", color.wanted());
    color.found().ifPresent(weight -> json.addProperty("recordFound", weight));
    color
        .health()
        .ifPresent(
            health -> {
              if (health.state() != RecordHealth.UNKNOWN) {
                json.addProperty("healthy", health.healthy());
              }
              json.addProperty("healthReason", health.why());
            });
    var alarms = new JsonArray();
    color.alarms().stream().sorted().forEach(alarms::add);
    json.add("alarms", alarms);
    status.share(color).ifPresent(share -> json.addProperty("share", share));
    color.figures().ifPresent(figures -> json.add("figures", FiguresJson.of(figures)));
    return json;
  }

  private static JsonObject settings(Status status, Found settings) {
    var json = new JsonObject();
    json.addProperty(status.colors().get(0).name(), settings.from());
    json.addProperty(status.colors().get(1).name(), settings.to());
    return json;
  }

  private static JsonObject lease(Lease.Held held) {
    var json = new JsonObject();
    json.addProperty("holder", held.by());
    json.addProperty("plan", held.plan());
    json.addProperty("since", held.since().toString());
    json.addProperty("expires", held.until().toString());
    json.addProperty("rollbackAsked", held.rollbackAsked());
    return json;
  }
}
