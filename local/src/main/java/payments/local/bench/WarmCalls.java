package payments.local.bench;

import payments.local.console.Progress;

/**
 * Calls of one warm environment, and the bare calls beside it: in turns, so that whatever else the
 * machine does strikes both.
 *
 * @param payment new payments
 * @param floor a payment's three AWS calls bare
 * @param replay a payment that had been taken
 * @param health health checks
 */
record WarmCalls(Latencies payment, Latencies floor, Latencies replay, Latencies health) {
  /** How often the two take turns. */
  static final int TURNS = 20;

  /** Enough for the JVM to have compiled the way of a payment. */
  private static final int WARM_UP = 2000;

  /** Measures that many of each kind. */
  static WarmCalls measure(
      int calls, FunctionProcess function, FloorProcess bare, Progress progress) {
    WarmCalls measured =
        new WarmCalls(
            new Latencies(calls), new Latencies(calls), new Latencies(calls), new Latencies(calls));
    String taken = Events.newKey();
    function.call(Events.payment(taken), 200);
    warmUp(function, bare, taken, progress);
    try (Progress.Step step = progress.step("Warm calls")) {
      for (int turn = 0; turn < TURNS; turn++) {
        measured.turn(share(calls, turn), function, bare, taken);
        step.detail(measured.payment().count() + " of " + calls + " of each kind");
      }
      step.done();
    }
    return measured;
  }

  private static void warmUp(
      FunctionProcess function, FloorProcess bare, String taken, Progress progress) {
    try (Progress.Step step = progress.step("Warming up")) {
      for (int i = 0; i < WARM_UP; i++) {
        function.call(Events.payment(Events.newKey()), 200);
        function.call(Events.payment(taken), 200);
        function.call(Events.health(), 200);
        bare.run(1);
        step.detail((i + 1) + " of " + WARM_UP);
      }
      step.done();
    }
  }

  private void turn(int rounds, FunctionProcess function, FloorProcess bare, String taken) {
    for (int i = 0; i < rounds; i++) {
      payment.add(function.call(Events.payment(Events.newKey()), 200).nanos());
    }
    bare.run(rounds).forEach(floor::add);
    for (int i = 0; i < rounds; i++) {
      replay.add(function.call(Events.payment(taken), 200).nanos());
      health.add(function.call(Events.health(), 200).nanos());
    }
  }

  /** A turn's part of all calls; the parts add up to them. */
  private static int share(int calls, int turn) {
    return (int) ((long) calls * (turn + 1) / TURNS - (long) calls * turn / TURNS);
  }
}
