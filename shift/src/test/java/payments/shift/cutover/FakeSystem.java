package payments.shift.cutover;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import payments.shift.decision.Deployment;
import payments.shift.decision.Figures;
import payments.shift.decision.Found;
import payments.shift.decision.LastUpdate;
import payments.shift.decision.Latencies;
import payments.shift.decision.Plan;
import payments.shift.decision.Weights;

/**
 * Both colors, their stacks and their records in memory, with a clock that only waits and updates
 * move on. A hundred customers a second pay, split by the records' weights.
 */
final class FakeSystem {
  static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

  /** How long an update takes. */
  static final Duration UPDATE = Duration.ofSeconds(40);

  private static final Deployment BEFORE =
      new Deployment("blue", BEGIN.minusSeconds(86_400), "release 6");

  private static final int REQUESTS_PER_SECOND = 100;

  final List<Weights> set = new ArrayList<>();
  final List<String> previews = new ArrayList<>();
  final List<Instant> asked = new ArrayList<>();

  /** What comes instead of answers to GET /health. */
  final Deque<String> silences = new ArrayDeque<>();

  final Deque<RuntimeException> looksThatFail = new ArrayDeque<>();
  final Deque<RuntimeException> updatesThatFail = new ArrayDeque<>();

  Found stack = new Found(100, 0);
  Optional<Found> records = Optional.of(stack);
  Optional<LastUpdate> update = Optional.of(new LastUpdate(BEGIN.minusSeconds(86_400), "by hand"));
  Instant now = BEGIN;
  boolean unchanged = true;
  boolean rollbackAsked;
  boolean leaseLost;
  boolean cloudWatchAnswers = true;

  /** Nor does it from then on. */
  Instant cloudWatchFailsAt = Instant.MAX;

  RuntimeException cloudWatchFailure = new ShiftException("CloudWatch does not answer");
  Optional<Instant> deadSince = Optional.empty();
  int recoveries;

  /** Three in ten of green's answers are errors from that weight on. */
  int greenFailsFrom = 101;

  /** So are they from then on. */
  Instant greenFailsAt = Instant.MAX;

  /** How far behind the figures are, and what they are cut in. */
  Duration delay = Duration.ZERO;

  Duration period = Duration.ofSeconds(1);

  /** Between these the health metric of a color has not come. */
  Instant healthLateFrom = Instant.MAX;

  Instant healthLateUntil = Instant.MAX;

  /** How many ways back find green's stack locked, after the shared one was updated. */
  int waysBackLocked;

  private final NavigableMap<Instant, Found> inForce = new TreeMap<>();

  /** A tool that has just started knows of nothing that is in sync: see {@link #world}. */
  private Instant inSyncFrom = Instant.MAX;

  /** When a color is deployed under a running tool. */
  Instant deployedAt = Instant.MAX;

  String deployed = "green";

  private boolean underWay;

  Instant leaseRenewedFrom = Instant.MIN;

  /** When the tool is told to end. */
  Instant stopAt = Instant.MAX;

  /** What one tool sees, from now on. */
  World world() {
    inSyncFrom = now.plus(Plan.of("blue", "green").pace().ttl());
    return new World(
        stacks(), route(), measurements(), Duration.ofSeconds(30), prober(), permit(), time());
  }

  private Stacks stacks() {
    return new Stacks() {
      @Override
      public void recover() {
        recoveries++;
      }

      @Override
      public Found weights() {
        if (!looksThatFail.isEmpty()) {
          throw looksThatFail.remove();
        }
        return stack;
      }

      @Override
      public Optional<LastUpdate> lastUpdate() {
        return update;
      }

      @Override
      public List<Deployment> deployments() {
        return now.isBefore(deployedAt)
            ? List.of(BEFORE)
            : List.of(BEFORE, new Deployment(deployed, deployedAt, "release 7"));
      }

      @Override
      public boolean exists(String color) {
        return true;
      }

      @Override
      public boolean unchanged(String color) {
        previews.add(color);
        now = now.plusSeconds(10);
        return unchanged;
      }

      @Override
      public void set(Change change) {
        if (!updatesThatFail.isEmpty()) {
          now = now.plus(UPDATE);
          change.guard().require();
          throw updatesThatFail.remove();
        }
        update = Optional.of(new LastUpdate(now, change.message().text()));
        set.add(change.weights());
        stack = Found.of(change.weights());
        now = now.plus(UPDATE);
        if (change.back() && waysBackLocked-- > 0) {
          throw new LockedException("stack green is locked by ann@host");
        }
        if (inForce.isEmpty()) {
          inForce.put(Instant.MIN, records.orElseThrow());
        }
        records = Optional.of(stack);
        inForce.put(now, stack);
      }
    };
  }

  private Route route() {
    return new Route() {
      @Override
      public Optional<Found> weights() {
        return records;
      }

      @Override
      public boolean inSync() {
        return !now.isBefore(inSyncFrom);
      }

      @Override
      public void applied(Weights weights) {
        inSyncFrom = now;
      }

      @Override
      public Health health(String color) {
        return now.isBefore(healthLateFrom) || !now.isBefore(healthLateUntil)
            ? new Health(true, "always")
            : Health.unknown("no metric");
      }
    };
  }

  private Measurements measurements() {
    return new Measurements() {
      @Override
      public Instant completeUntil(Instant moment) {
        long late = Duration.between(BEGIN, moment.minus(delay)).toSeconds();
        return BEGIN.plusSeconds(Math.floorDiv(late, period.toSeconds()) * period.toSeconds());
      }

      @Override
      public Figures of(String color, Instant from, Instant until) {
        if (!cloudWatchAnswers || !now.isBefore(cloudWatchFailsAt)) {
          throw cloudWatchFailure;
        }
        if (until.isAfter(completeUntil(now))) {
          throw new AssertionError("figures of %s to %s at %s".formatted(from, until, now));
        }
        boolean green = color.equals("green");
        long requests = 0;
        long errors = 0;
        for (Instant second = from; second.isBefore(until); second = second.plusSeconds(1)) {
          Found weights = weightsAt(second);
          long paid = (green ? weights.to() : weights.from()) * REQUESTS_PER_SECOND / 100;
          boolean fails = weights.to() >= greenFailsFrom || !second.isBefore(greenFailsAt);
          requests += paid;
          errors += green && fails ? paid * 3 / 10 : 0;
        }
        return new Figures(
            requests,
            0,
            errors,
            0,
            new Latencies(requests, OptionalDouble.of(100), Map.of()),
            requests,
            0,
            0,
            OptionalDouble.of(50));
      }

      @Override
      public Set<String> alarms(String color) {
        if (!cloudWatchAnswers || !now.isBefore(cloudWatchFailsAt)) {
          throw cloudWatchFailure;
        }
        return Set.of();
      }
    };
  }

  private Found weightsAt(Instant second) {
    return Optional.ofNullable(inForce.floorEntry(second))
        .map(Map.Entry::getValue)
        .orElseGet(records::orElseThrow);
  }

  private Prober prober() {
    return color -> {
      asked.add(now);
      return silences.isEmpty() ? new Health(true, "200") : new Health(false, silences.remove());
    };
  }

  private Permit permit() {
    return new Permit() {
      @Override
      public void require() {
        if (leaseLost) {
          throw new BlockedException("the lease is lost");
        }
        if (now.isBefore(leaseRenewedFrom)) {
          throw new ShiftException("the lease ran out");
        }
      }

      @Override
      public Optional<Instant> deadSince() {
        return deadSince;
      }

      @Override
      public boolean rollbackAsked() {
        return rollbackAsked;
      }
    };
  }

  private Time time() {
    return new Time() {
      @Override
      public Instant now() {
        return now;
      }

      @Override
      public void sleepUntil(Instant moment) throws InterruptedException {
        if (moment.isAfter(now)) {
          now = moment;
        }
        requireGoing();
      }

      @Override
      public void requireGoing() throws InterruptedException {
        if (!now.isBefore(stopAt) && !underWay) {
          throw new InterruptedException("told to end");
        }
      }

      @Override
      public void finishFirst(boolean finish) {
        underWay = finish;
      }
    };
  }
}
