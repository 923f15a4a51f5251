package payments.local.route;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The status of every health check, from the answers of endpoints and the verdicts on alarm data
 * that it is told. Safe for use by several threads.
 */
public final class HealthBoard {
  private final Map<String, HealthCheck> checks = new HashMap<>();
  private final Map<String, EndpointState> endpoints = new HashMap<>();
  private final Map<String, Boolean> metrics = new HashMap<>();

  /**
   * Takes over the checks that exist now. A check that is new, or whose rule changed, starts anew.
   */
  public synchronized void define(Map<String, HealthCheck> current) {
    Set<String> known = Set.copyOf(checks.keySet());
    for (String id : known) {
      HealthCheck now = current.get(id);
      if (now == null || !now.rule().equals(checks.get(id).rule())) {
        endpoints.remove(id);
        metrics.remove(id);
      }
    }
    checks.clear();
    checks.putAll(current);
  }

  /** Tells how an endpoint answered. */
  public synchronized void answered(String id, boolean passed) {
    HealthCheck check = checks.get(id);
    if (check != null && check.rule() instanceof HealthCheck.Endpoint endpoint) {
      EndpointState state = endpoints.getOrDefault(id, EndpointState.initial());
      endpoints.put(id, state.after(passed, endpoint.failureThreshold()));
    }
  }

  /** Tells what an alarm's data says. */
  public synchronized void judged(String id, AlarmData.Verdict verdict) {
    HealthCheck check = checks.get(id);
    if (check == null || !(check.rule() instanceof HealthCheck.Metric metric)) {
      return;
    }
    boolean last = metrics.getOrDefault(id, true);
    metrics.put(
        id,
        switch (verdict) {
          case OK -> true;
          case ALARM -> false;
          case INSUFFICIENT ->
              switch (metric.insufficient()) {
                case HEALTHY -> true;
                case UNHEALTHY -> false;
                case LAST_KNOWN -> last;
              };
        });
  }

  /** Whether a check is healthy. One that does not exist is: its record is answered, as on AWS. */
  public synchronized boolean healthy(String id) {
    HealthCheck check = checks.get(id);
    if (check == null) {
      return true;
    }
    return (check.disabled() || follows(check)) != check.inverted();
  }

  /** Whether each check is healthy, by id. */
  public synchronized Map<String, Boolean> statuses() {
    Map<String, Boolean> statuses = new HashMap<>();
    checks.keySet().forEach(id -> statuses.put(id, healthy(id)));
    return statuses;
  }

  private boolean follows(HealthCheck check) {
    if (check.rule() instanceof HealthCheck.Endpoint) {
      return endpoints.getOrDefault(check.id(), EndpointState.initial()).healthy();
    }
    if (check.rule() instanceof HealthCheck.Metric) {
      return metrics.getOrDefault(check.id(), true);
    }
    HealthCheck.Calculated calculated = (HealthCheck.Calculated) check.rule();
    long healthy =
        calculated.children().stream()
            // Calculated checks cannot nest on AWS; one that is asked for here is not followed.
            .filter(
                child ->
                    !(checks.containsKey(child)
                        && checks.get(child).rule() instanceof HealthCheck.Calculated))
            .filter(this::healthy)
            .count();
    return healthy >= calculated.threshold();
  }
}
