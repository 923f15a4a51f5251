package payments.local.drill;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** Moves all customers, step by step, with nothing in the way. */
final class CleanMove implements Drill {
  private static final double POINTS = 5;

  /** Two seconds of answers, and one in which the edge reads the records. */
  private static final Duration CHANGING = Duration.ofSeconds(3);

  private final String name;
  private final String to;
  private final Weights start;
  private final Weights end;
  private final List<Integer> steps;
  private final int rate;

  private CleanMove(
      String name, String to, Weights start, Weights end, List<Integer> steps, int rate) {
    this.name = name;
    this.to = to;
    this.start = start;
    this.end = end;
    this.steps = steps;
    this.rate = rate;
  }

  /** From blue to green in all the steps that a cut-over has on AWS. */
  static CleanMove there(int rate) {
    return new CleanMove(
        "clean", "green", Weights.BLUE, Weights.GREEN, List.of(10, 30, 50, 70, 90, 100), rate);
  }

  /**
   * From green to blue in three steps, a small share, half and all: six would take three minutes
   * more, and show nothing that {@link #there} does not, which differs by its colors only.
   */
  static CleanMove back(int rate) {
    return new CleanMove(
        "clean-back", "blue", Weights.GREEN, Weights.BLUE, List.of(10, 50, 100), rate);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String shows() {
    return "customers move to %s in %d steps".formatted(to, steps.size());
  }

  @Override
  public Weights start() {
    return start;
  }

  @Override
  public int rate() {
    return rate;
  }

  @Override
  public void run(Scene scene, Findings findings) {
    scene.at("moving to " + to);
    String bake = Pace.bake(rate).toSeconds() + "s";
    ShiftRun tool =
        scene.shift(
            to,
            "--steps",
            steps.stream().map(String::valueOf).collect(Collectors.joining(",")),
            "--bake",
            bake,
            // It may not be shorter.
            "--keep-window",
            bake);
    int exit = tool.exit(Scene.PATIENCE.multipliedBy(steps.size()));
    findings.check(exit == 0, "the tool's exit code is %d, not 0:%n%s", exit, tool.tail());
    findings.check(scene.sampler().last().settled(end), "at the end, %s", scene.sampler().last());
    shares(scene, tool.started(), findings);
    answers(scene, findings);
  }

  /** Nothing goes wrong here, so no customer may have to send again. */
  private static void answers(Scene scene, Findings findings) {
    List<PaidSecond> failing = scene.paid().stream().filter(second -> second.failed() > 0).toList();
    findings.check(failing.isEmpty(), "payments were answered with errors: %s", failing);
  }

  private void shares(Scene scene, Instant since, Findings findings) {
    List<Shares.Step> achieved =
        Shares.of(scene.sampler().changes(), scene.paid(), Instant.now(), CHANGING).stream()
            .filter(step -> step.since().isAfter(since))
            .toList();
    findings.check(
        achieved.stream().map(step -> step.declared().of(to)).toList().equals(steps),
        "declared were %s, seen was %s",
        steps,
        achieved);
    for (Shares.Step step : achieved) {
      findings.check(
          step.off() <= POINTS,
          "at %s green got %.1f%%, more than %.0f points off",
          step.declared(),
          step.achieved(),
          POINTS);
    }
    findings.figure(
        "at %d payments a second, declared > achieved share of green: %s",
        rate,
        achieved.stream()
            .map(step -> "%d > %.1f".formatted(step.declared().green(), step.achieved()))
            .collect(Collectors.joining(", ")));
  }
}
