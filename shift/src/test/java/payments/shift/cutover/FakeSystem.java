package payments.shift.cutover;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
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
  final Deque<ShiftException> looksThatFail = new ArrayDeque<>();
  final Deque<ShiftException> updatesThatFail = new ArrayDeque<>();

  Found stack = new Found(100, 0);
  Optional<Found> records = Optional.of(stack);
  Optional<LastUpdate> update = Optional.of(new LastUpdate(BEGIN.minusSeconds(86_400), "by hand"));
  Instant now = BEGIN;
  boolean unchanged = true;
  boolean rollbackAsked;
  boolean leaseLost;
  boolean cloudWatchAnswers = true;
  boolean afterDeath;
  int recoveries;

  /** Three in ten of green's answers are errors from that weight on. */
  int greenFailsFrom = 101;

  /** A tool that has just started knows of nothing that is in sync: see {@link #world}. */
  private Instant inSyncFrom = Instant.MAX;

  /** When green is deployed under a running tool. */
  Instant deployedAt = Instant.MAX;

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
            : List.of(BEFORE, new Deployment("green", deployedAt, "release 7"));
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
        records = Optional.of(stack);
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
        return new Health(true, "always");
      }
    };
  }

  private Measurements measurements() {
    return new Measurements() {
      @Override
      public Instant completeUntil(Instant moment) {
        return moment;
      }

      @Override
      public Figures of(String color, Instant from, Instant until) {
        if (!cloudWatchAnswers) {
          throw new ShiftException("CloudWatch does not answer");
        }
        Found weights = records.orElseThrow();
        boolean green = color.equals("green");
        long seconds = Duration.between(from, until).toSeconds();
        long requests =
            seconds * REQUESTS_PER_SECOND * (green ? weights.to() : weights.from()) / 100;
        boolean fails = green && weights.to() >= greenFailsFrom;
        return new Figures(
            requests,
            0,
            fails ? requests * 3 / 10 : 0,
            0,
            new Latencies(requests, OptionalDouble.of(100), Map.of()),
            requests,
            0,
            0,
            OptionalDouble.of(50));
      }

      @Override
      public Set<String> alarms(String color) {
        if (!cloudWatchAnswers) {
          throw new ShiftException("CloudWatch does not answer");
        }
        return Set.of();
      }
    };
  }

  private static Prober prober() {
    return color -> new Health(true, "200");
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
      public boolean afterDeath() {
        return afterDeath;
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
