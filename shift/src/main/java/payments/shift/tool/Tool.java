package payments.shift.tool;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import payments.shift.console.NoticeSender;
import payments.shift.cutover.Cutover;
import payments.shift.cutover.DryRun;
import payments.shift.cutover.LeaseKeeper;
import payments.shift.cutover.Listener;
import payments.shift.cutover.OneAtATime;
import payments.shift.cutover.Permit;
import payments.shift.cutover.ShiftException;
import payments.shift.cutover.SystemTime;
import payments.shift.cutover.Unexpected;
import payments.shift.decision.Action;
import payments.shift.decision.Plan;
import payments.shift.decision.StopKind;
import payments.shift.decision.Weights;
import payments.shift.pulumi.PulumiProject;
import payments.shift.pulumi.PulumiStacks;

/** One run of the tool. */
public final class Tool {
  /** Nothing may change. */
  private record DryPermit(Optional<Instant> deadSince) implements Permit {
    @Override
    public void require() {
      throw new IllegalStateException("a dry run was about to change something");
    }

    @Override
    public boolean rollbackAsked() {
      return false;
    }
  }

  private final Request request;
  private final Listener listener;
  private final SystemTime time = new SystemTime();

  /**
   * @param request what is wanted
   * @param listener told what happens, one call at a time
   */
  public Tool(Request request, Listener listener) {
    this.request = request;
    this.listener = listener;
  }

  /** Moves customers, or goes on with moving them. */
  public Action.Ending move() {
    return run(false);
  }

  /** Brings customers back; whoever moves them now is asked to do it. */
  public Action.Ending goBack() {
    return run(true);
  }

  /** Has the run end in order: an update under way is ended first. */
  public void stop() {
    time.stop();
  }

  /**
   * Looks at everything and tells what would be done.
   *
   * @param out takes the lines
   * @return whether the cut-over would begin
   * @throws ShiftException if something cannot be seen
   */
  public boolean dryRun(Consumer<String> out) {
    PulumiProject project = PulumiProject.in(request.project());
    PulumiStacks stacks = stacks(project);
    Optional<Action.Ending> ended = withoutPair(project, stacks);
    if (ended.isPresent()) {
      out.accept("would end now: " + ended.get());
      return ended.get().exitCode() == 0;
    }
    try (var sight = new Sight(request, project, stacks)) {
      var permit = new DryPermit(sight.lease().deadSince());
      return new DryRun(plan(), sight.world(permit, time), listener, out).run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ShiftException("interrupted in a dry run", e);
    }
  }

  private Action.Ending run(boolean rollback) {
    try {
      PulumiProject project = PulumiProject.in(request.project());
      PulumiStacks stacks = stacks(project);
      Optional<Action.Ending> ended = withoutPair(project, stacks);
      if (ended.isPresent()) {
        return end(ended.get());
      }
      try (var sight = new Sight(request, project, stacks);
          var lease =
              LeaseKeeper.take(
                  sight.lease(), what(rollback), rollback, time, listener::working, time::wake)) {
        sight.probe();
        return run(sight, lease);
      }
    } catch (InterruptedException e) {
      return end(new Action.Stop(StopKind.INTERRUPTED, "told to end before anything was begun"));
    } catch (ShiftException e) {
      return end(new Action.Stop(StopKind.NOT_POSSIBLE, e.getMessage()));
    } catch (RuntimeException e) {
      return end(Unexpected.stop(e));
    }
  }

  private Action.Ending run(Sight sight, Permit permit) {
    try (var notices = new NoticeSender(plan(), sight.notices(listener::trouble))) {
      var all = new OneAtATime(List.of(listener, notices));
      return new Cutover(plan(), sight.world(permit, time), all).run();
    }
  }

  private PulumiStacks stacks(PulumiProject project) {
    return new PulumiStacks(project, plan().from(), plan().to(), listener::working);
  }

  /** How it ends where there are not two colors: what there is of AWS is then not looked at. */
  private Optional<Action.Ending> withoutPair(PulumiProject project, PulumiStacks stacks) {
    if (!project.exists(plan().to())) {
      return Optional.of(missing(plan().to()));
    }
    if (project.exists(plan().from())) {
      return Optional.empty();
    }
    return Optional.of(
        stacks.weights().is(Weights.withTo(Weights.ALL))
            ? new Action.Done(
                "nothing to do: %s has all customers, and %s does not exist"
                    .formatted(plan().to(), plan().from()))
            : missing(plan().from()));
  }

  private static Action.Stop missing(String color) {
    return new Action.Stop(
        StopKind.REFUSED, "stack %s does not exist: run pulumi up -s %s".formatted(color, color));
  }

  private Action.Ending end(Action.Ending ending) {
    listener.ended(ending);
    return ending;
  }

  /** What the lease says; begins so that {@link Direction#read} can read it. */
  private String what(boolean rollback) {
    return new Direction(plan().from(), plan().to())
        + (rollback ? ", going back" : " in steps " + plan().steps());
  }

  private Plan plan() {
    return request.plan();
  }
}
