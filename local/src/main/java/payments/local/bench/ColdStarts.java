package payments.local.bench;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import payments.local.console.Progress;

/**
 * Environments that are started for one payment each.
 *
 * @param whole from the start of the process until its first payment is answered
 * @param ready the part of it until the runtime asks for an event
 * @param first the part of it that is the first payment
 * @param rehearsed the first payment of an environment that has done what is done before a snapshot
 *     of SnapStart is taken; restoring it, and TLS, would come on top
 * @param peak the most memory that such an environment had, in MiB
 */
record ColdStarts(
    Latencies whole, Latencies ready, Latencies first, Latencies rehearsed, AtomicLong peak) {
  private static final String REHEARSED = "payments.bench.RehearsedHandler";

  /**
   * Measures.
   *
   * @param starts how many of each kind
   * @param code the zip as it is
   * @param bench the zip with what only the bench runs
   * @param environment what the program sets
   */
  static ColdStarts measure(
      int starts,
      Code code,
      Code bench,
      Map<String, String> environment,
      Path log,
      Progress progress) {
    ColdStarts measured =
        new ColdStarts(
            new Latencies(starts),
            new Latencies(starts),
            new Latencies(starts),
            new Latencies(starts),
            new AtomicLong());
    try (Progress.Step step = progress.step("Cold starts")) {
      for (int i = 0; i < starts; i++) {
        measured.start(code, environment, log);
        measured.startRehearsed(bench, environment, log);
        step.detail((i + 1) + " of " + starts);
      }
      step.done();
    }
    return measured;
  }

  private void start(Code code, Map<String, String> environment, Path log) {
    try (FunctionProcess function =
        new FunctionProcess(code, FunctionProcess.HANDLER, environment, log)) {
      ready.add(function.awaitReady());
      first.add(function.call(Events.payment(Events.newKey()), 200).nanos());
      whole.add(function.age());
    }
  }

  private void startRehearsed(Code bench, Map<String, String> environment, Path log) {
    try (FunctionProcess function = new FunctionProcess(bench, REHEARSED, environment, log)) {
      // Not counted: on AWS it happens once, when the version is published.
      function.awaitReady();
      rehearsed.add(function.call(Events.payment(Events.newKey()), 200).nanos());
      peak.accumulateAndGet(function.peakMebibytes(), Math::max);
    }
  }
}
