package payments.shift.console;

import com.google.gson.JsonObject;
import payments.shift.decision.Figures;

/** Figures for programs; what there is none of is left out. */
final class FiguresJson {
  private FiguresJson() {}

  static JsonObject of(Figures figures) {
    var json = new JsonObject();
    json.addProperty("requests", figures.requests());
    json.addProperty("direct", figures.direct());
    json.addProperty("serverErrors", figures.serverErrors());
    json.addProperty("clientErrors", figures.clientErrors());
    figures.p99Millis().ifPresent(it -> json.addProperty("p99Millis", it));
    json.addProperty("invocations", figures.invocations());
    json.addProperty("functionErrors", figures.functionErrors());
    json.addProperty("throttles", figures.throttles());
    figures.ledgerLagMillis().ifPresent(it -> json.addProperty("ledgerLagMillis", it));
    return json;
  }
}
