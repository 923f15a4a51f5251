package payments.local.edge;

import java.util.List;
import java.util.Map;
import payments.local.route.HealthCheck;
import payments.local.route.WeightedRecord;

/**
 * What Route 53 and API Gateway hold at one moment.
 *
 * @param records the weighted records of the origin's name
 * @param targets base URL by set identifier; a record that leads nowhere has none
 * @param checks health checks by id
 * @param endpoints base URL by host, for the checks that call an endpoint
 * @param own base URL by the name that leads to one API alone, in lower case and without the last
 *     dot
 * @param apis the APIs behind the base URLs
 */
record Route(
    List<WeightedRecord> records,
    Map<String, String> targets,
    Map<String, HealthCheck> checks,
    Map<String, String> endpoints,
    Map<String, String> own,
    Map<String, Api> apis) {

  static final Route EMPTY = new Route(List.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of());

  Route {
    records = List.copyOf(records);
    targets = Map.copyOf(targets);
    checks = Map.copyOf(checks);
    endpoints = Map.copyOf(endpoints);
    own = Map.copyOf(own);
    apis = Map.copyOf(apis);
  }
}
