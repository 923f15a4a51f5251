package payments.shift.decision;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import payments.shift.decision.Metric.Standing;

/** What the figures of one moment say of both colors. */
final class Judgement {
  private final Plan plan;
  private final Observation seen;

  Judgement(Plan plan, Observation seen) {
    this.plan = plan;
    this.seen = seen;
  }

  /**
   * Why a step is not passed, though nothing bad was found.
   *
   * @param kind what a person is told if it stays so
   * @param reason what was found
   */
  record Doubt(StopKind kind, String reason) {}

  /**
   * What is wrong with the new color, by its own limits or beside the old one; empty if nothing. An
   * old color without weight has no customers to compare with.
   */
  List<String> faultsOfTo(Weights weights) {
    var faults = new ArrayList<>(faults(plan.to(), seen.to()));
    if (weights.from() > 0) {
      plan.limits().keySet().forEach(metric -> faults.addAll(worse(metric)));
    }
    return faults.stream().distinct().toList();
  }

  /** What is wrong with the old color, by the same limits; empty if nothing. */
  List<String> faultsOfFrom() {
    return faults(plan.from(), seen.from());
  }

  /**
   * What is wrong with the old color and would not get better for customers who are moved back to
   * it; empty if nothing. An alarm or a late ledger does not hold them, nor does a figure in which
   * the new color is worse still.
   */
  List<String> faultsThatHold() {
    if (seen.from().unhealthy()) {
      return List.of(noHealthyRecord(plan.from()));
    }
    if (seen.to().unhealthy()) {
      return List.of();
    }
    return plan.limits().keySet().stream()
        .filter(Metric::isFelt)
        .filter(metric -> worse(metric).isEmpty())
        .flatMap(metric -> overLimit(plan.from(), metric, seen.from()).stream())
        .toList();
  }

  /**
   * That customers who are sent to the new color do not come to it; empty if they do. What is
   * refused before it is counted, such as by a broken domain name, shows in no figure but this.
   * Only the figures of a bake can tell.
   */
  List<String> losses(Weights weights) {
    Figures from = seen.from().window();
    Share share = Share.of(plan, weights, from, seen.to().window());
    boolean enough = from.byWeight() >= plan.evidence().minRequests();
    return weights.from() > 0 && seen.inSync() && enough && share.starved()
        ? List.of(off(share))
        : List.of();
  }

  /** Why these weights are not passed; empty if they are. */
  Optional<Doubt> doubt(Weights weights) {
    if (seen.deployed().isPresent()) {
      return doubt(StopKind.DEPLOYED, seen.deployed().get().text());
    }
    if (weights.from() > 0 && !faultsOfFrom().isEmpty()) {
      return doubt(StopKind.OLD_BAD, String.join("; ", faultsOfFrom()));
    }
    if (!seen.inSync()) {
      return doubt(StopKind.NOT_IN_SYNC, "Route 53 is not INSYNC");
    }
    return unknown(weights)
        .or(() -> tooLittle(weights))
        .or(() -> unsure(weights))
        .or(() -> share(weights));
  }

  /**
   * Of which colors that have weight, or are to get some, it is not known whether they are well.
   */
  List<String> unknownHealth(Weights weights) {
    var unknown = new ArrayList<String>();
    if (weights.from() > 0 && seen.from().health() == RecordHealth.UNKNOWN) {
      unknown.add(notKnown(plan.from()));
    }
    if (seen.to().health() == RecordHealth.UNKNOWN) {
      unknown.add(notKnown(plan.to()));
    }
    return unknown;
  }

  private static String notKnown(String color) {
    return "whether Route 53 has a healthy record of %s could not be found out".formatted(color);
  }

  private Optional<Doubt> unknown(Weights weights) {
    List<String> unknown = unknownHealth(weights);
    return unknown.isEmpty()
        ? Optional.empty()
        : doubt(StopKind.UNSURE, String.join("; ", unknown));
  }

  private List<String> faults(String color, Reading reading) {
    var faults = new ArrayList<String>();
    if (reading.unhealthy()) {
      faults.add(noHealthyRecord(color));
    }
    reading.alarms().stream()
        .sorted()
        .forEach(alarm -> faults.add("%s's alarm %s is in ALARM".formatted(color, alarm)));
    plan.limits().keySet().forEach(metric -> faults.addAll(overLimit(color, metric, reading)));
    return faults;
  }

  private static String noHealthyRecord(String color) {
    return "Route 53 has no healthy record of " + color;
  }

  private List<String> overLimit(String color, Metric metric, Reading reading) {
    double limit = plan.limits().get(metric).absolute();
    return Stream.of(reading.window(), reading.recent())
        .filter(figures -> standing(metric, limit, figures) == Standing.OVER)
        .map(figures -> over(color, metric, figures, "its limit", limit))
        .distinct()
        .toList();
  }

  /** Where the new color is worse than the old one allows, in the window or of late. */
  private List<String> worse(Metric metric) {
    return Stream.of(
            worse(metric, seen.to().window(), seen.from().window()),
            worse(metric, seen.to().recent(), seen.from().recent()))
        .flatMap(Optional::stream)
        .distinct()
        .toList();
  }

  private Optional<String> worse(Metric metric, Figures to, Figures from) {
    OptionalDouble most = plan.besides(metric, from);
    return most.isPresent() && standing(metric, most.getAsDouble(), to) == Standing.OVER
        ? Optional.of(
            over(plan.to(), metric, to, "what " + plan.from() + " allows", most.getAsDouble()))
        : Optional.empty();
  }

  private Optional<Doubt> tooLittle(Weights weights) {
    long least = plan.evidence().minRequests();
    long to = seen.to().window().requests();
    long from = seen.from().window().requests();
    if (to < least) {
      return doubt(StopKind.TOO_LITTLE_DATA, few(plan.to(), to));
    }
    if (weights.from() > 0 && from < least) {
      return doubt(StopKind.TOO_LITTLE_DATA, few(plan.from(), from));
    }
    return Optional.empty();
  }

  private Optional<Doubt> unsure(Weights weights) {
    for (Metric metric : plan.limits().keySet()) {
      Figures to = seen.to().window();
      Figures from = seen.from().window();
      if (metric == Metric.LEDGER_LAG && Stream.of(to, from).noneMatch(Judgement::reads)) {
        continue;
      }
      double most = plan.most(metric, weights, from);
      if (standing(metric, most, to) != Standing.WITHIN) {
        return doubt(
            StopKind.UNSURE,
            "%s's %s is %s and may be at most %s, which may be chance"
                .formatted(plan.to(), metric.title(), shown(metric, to), metric.show(most)));
      }
    }
    return Optional.empty();
  }

  /** Where neither ledger reads anything, there was nothing to write. */
  private static boolean reads(Figures figures) {
    return figures.ledgerLagMillis().isPresent();
  }

  private Optional<Doubt> share(Weights weights) {
    Share share = Share.of(plan, weights, seen.from().window(), seen.to().window());
    return share.within() ? Optional.empty() : doubt(StopKind.SHARE_OFF, off(share));
  }

  private String off(Share share) {
    return "%s got %d of %d requests and should get %d%%"
        .formatted(plan.to(), share.hits(), share.requests(), share.declared());
  }

  private Standing standing(Metric metric, double limit, Figures figures) {
    return metric.against(limit, figures, plan.evidence());
  }

  private String few(String color, long requests) {
    return "%s had %d requests in the window and needs %d"
        .formatted(color, requests, plan.evidence().minRequests());
  }

  private static String over(
      String color, Metric metric, Figures figures, String whose, double limit) {
    return "%s's %s is %s, over %s of %s"
        .formatted(color, metric.title(), shown(metric, figures), whose, metric.show(limit));
  }

  private static String shown(Metric metric, Figures figures) {
    OptionalDouble found = metric.of(figures);
    return found.isPresent() ? metric.show(found.getAsDouble()) : "not there";
  }

  private static Optional<Doubt> doubt(StopKind kind, String reason) {
    return Optional.of(new Doubt(kind, reason));
  }
}
