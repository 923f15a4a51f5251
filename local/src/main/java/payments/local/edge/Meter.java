package payments.local.edge;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Counts requests as API Gateway does: per second, API and method. It keeps what nobody has taken
 * yet, at most {@value #SECONDS} seconds. Safe for use by several threads.
 */
final class Meter {
  /** What an emulator that does not answer for so long misses is lost. */
  private static final int SECONDS = 600;

  private final Clock clock;
  private final TreeMap<Long, Map<Called, Tally>> seconds = new TreeMap<>();

  /**
   * Whose requests are counted together.
   *
   * @param api the API
   * @param method its method; empty for all that the API was asked
   */
  record Called(Api api, Optional<Api.Method> method) {}

  /**
   * The requests of one second.
   *
   * @param second when they were answered
   * @param called whose they are
   * @param clientErrors how many were answered with 4xx
   * @param serverErrors how many were answered with 5xx
   * @param latencies how many took how many milliseconds
   */
  record Second(
      Instant second,
      Called called,
      int clientErrors,
      int serverErrors,
      Map<Long, Integer> latencies) {

    int requests() {
      return latencies.values().stream().mapToInt(Integer::intValue).sum();
    }
  }

  private static final class Tally {
    private final Map<Long, Integer> latencies = new TreeMap<>();
    private int clientErrors;
    private int serverErrors;

    private void add(int status, long milliseconds) {
      latencies.merge(milliseconds, 1, Integer::sum);
      clientErrors += status / 100 == 4 ? 1 : 0;
      serverErrors += status / 100 == 5 ? 1 : 0;
    }
  }

  Meter(Clock clock) {
    this.clock = clock;
  }

  /**
   * Counts a request that has been answered just now.
   *
   * @param api the API that answered
   * @param verb the request's method
   * @param path the request's path, without the query
   * @param status the answer's status
   * @param milliseconds the time it took
   */
  void add(Api api, String verb, String path, int status, long milliseconds) {
    Optional<Api.Method> method = api.method(verb, path);
    synchronized (seconds) {
      Map<Called, Tally> now =
          seconds.computeIfAbsent(clock.instant().getEpochSecond(), second -> new HashMap<>());
      tally(now, new Called(api, Optional.empty())).add(status, milliseconds);
      if (method.isPresent()) {
        tally(now, new Called(api, method)).add(status, milliseconds);
      }
      while (seconds.size() > SECONDS) {
        seconds.pollFirstEntry();
      }
    }
  }

  /**
   * Takes all seconds before a moment's; they are not given again.
   *
   * @return in order of time
   */
  List<Second> takeBefore(Instant moment) {
    List<Second> taken = new ArrayList<>();
    synchronized (seconds) {
      Map<Long, Map<Called, Tally>> before = seconds.headMap(moment.getEpochSecond());
      before.forEach(
          (second, tallies) ->
              tallies.forEach(
                  (called, tally) ->
                      taken.add(
                          new Second(
                              Instant.ofEpochSecond(second),
                              called,
                              tally.clientErrors,
                              tally.serverErrors,
                              tally.latencies))));
      before.clear();
    }
    return taken;
  }

  private static Tally tally(Map<Called, Tally> tallies, Called called) {
    return tallies.computeIfAbsent(called, key -> new Tally());
  }
}
