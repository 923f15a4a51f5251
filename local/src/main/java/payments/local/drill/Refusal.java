package payments.local.drill;

/** The tool is asked for something, refuses it, says why, and changes nothing. */
final class Refusal {
  private Refusal() {}

  /**
   * Asks it to move customers.
   *
   * @param to the color
   * @param reason what it must say
   */
  static void of(Scene scene, String to, String reason, Findings findings) {
    Sample before = scene.sampler().look();
    ShiftRun tool = scene.shift(to, "--steps", "50,100");
    int exit = tool.exit(Scene.PATIENCE);
    findings.check(exit == 2, "the tool's exit code is %d, not 2:%n%s", exit, tool.tail());
    String said = tool.output();
    findings.check(said.contains(reason), "it does not say '%s':%n%s", reason, said);
    Sample after = scene.sampler().look();
    findings.check(before.sameAs(after), "the weights changed from %s to %s", before, after);
    findings.figure(
        "the reason: %s",
        said.lines().filter(line -> line.contains(reason)).findFirst().orElse("none"));
  }
}
