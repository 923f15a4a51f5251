package payments.shift.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import payments.shift.decision.Figures;
import payments.shift.decision.Found;
import payments.shift.decision.Metric;
import payments.shift.decision.Plan;
import payments.shift.decision.Reading;
import payments.shift.decision.Share;

/** Both colors' figures side by side. */
final class Comparison {
  private Comparison() {}

  /**
   * One figure of both.
   *
   * @param name what it is
   * @param from of the old color
   * @param to of the new color
   * @param allowed what it may be for the new color; empty if anything
   * @param verdict on the new color's
   */
  record Row(String name, String from, String to, String allowed, Verdict verdict) {}

  /** What is to be thought of a figure. */
  enum Verdict {
    FINE,
    /** Too little to tell, or it may be chance. */
    DOUBTFUL,
    BAD
  }

  static List<Row> rows(Look look) {
    Plan plan = look.plan();
    Reading from = look.seen().from();
    Reading to = look.seen().to();
    long least = plan.evidence().minRequests();
    var rows = new ArrayList<Row>();
    rows.add(
        new Row(
            "requests",
            Words.count(from.window().requests()),
            Words.count(to.window().requests()),
            "at least " + Words.count(least),
            to.window().requests() < least ? Verdict.DOUBTFUL : Verdict.FINE));
    share(rows, look);
    plan.limits()
        .keySet()
        .forEach(
            metric ->
                rows.add(
                    new Row(
                        metric.title(),
                        Look.text(metric, from.window()),
                        Look.text(metric, to.window()),
                        "at most " + metric.show(look.most(metric)),
                        verdict(look, metric))));
    rows.add(new Row("health", Look.health(from), Look.health(to), "healthy", health(to)));
    rows.add(
        new Row(
            "alarms",
            Words.count(from.alarms().size()),
            Words.count(to.alarms().size()),
            "0",
            bad(!to.alarms().isEmpty())));
    return rows;
  }

  private static void share(List<Row> rows, Look look) {
    Found wanted = look.phase().weights();
    rows.add(new Row("share wanted", wanted.from() + "%", wanted.to() + "%", "", Verdict.FINE));
    Optional<Share> share = look.share();
    OptionalDouble to = achieved(look);
    rows.add(
        new Row(
            "share achieved",
            Words.percent(rest(to)),
            Words.percent(to),
            share.map(it -> "may stand for " + Words.band(it)).orElse("in a bake"),
            share.filter(it -> !it.within()).isPresent() ? Verdict.DOUBTFUL : Verdict.FINE));
  }

  private static Verdict verdict(Look look, Metric metric) {
    if (metric.of(look.seen().to().window()).isEmpty()) {
      return Verdict.FINE;
    }
    return switch (look.standing(metric)) {
      case WITHIN -> Verdict.FINE;
      case UNSURE -> Verdict.DOUBTFUL;
      case OVER -> Verdict.BAD;
    };
  }

  private static Verdict health(Reading reading) {
    return switch (reading.health()) {
      case HEALTHY -> Verdict.FINE;
      case UNKNOWN -> Verdict.DOUBTFUL;
      case UNHEALTHY -> Verdict.BAD;
    };
  }

  private static Verdict bad(boolean bad) {
    return bad ? Verdict.BAD : Verdict.FINE;
  }

  private static OptionalDouble achieved(Look look) {
    return look.share().map(Share::achieved).orElse(OptionalDouble.empty());
  }

  private static OptionalDouble rest(OptionalDouble share) {
    return share.isPresent() ? OptionalDouble.of(1 - share.getAsDouble()) : share;
  }

  /** All of it in one line. */
  static String line(Look look) {
    return "%s | %s".formatted(from(look), to(look));
  }

  private static String from(Look look) {
    OptionalDouble share = rest(achieved(look));
    return color(look, look.plan().from(), look.seen().from(), look.stack().from(), share);
  }

  private static String to(Look look) {
    return color(look, look.plan().to(), look.seen().to(), look.stack().to(), achieved(look));
  }

  private static String color(
      Look look, String name, Reading reading, int weight, OptionalDouble share) {
    Figures figures = reading.window();
    return "%s %d%%%s, %s requests, %s, %s%s"
        .formatted(
            name,
            weight,
            share.isPresent() ? " (got " + Words.percent(share) + ")" : "",
            Words.count(figures.requests()),
            metrics(look.plan(), figures),
            Look.health(reading),
            reading.alarms().isEmpty() ? "" : ", ALARM " + Words.alarms(reading.alarms()));
  }

  private static String metrics(Plan plan, Figures figures) {
    return plan.limits().keySet().stream()
        .map(metric -> metric.title() + " " + Look.text(metric, figures))
        .collect(Collectors.joining(", "));
  }
}
