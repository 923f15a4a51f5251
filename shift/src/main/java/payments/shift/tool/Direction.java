package payments.shift.tool;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import payments.shift.aws.AwsClients;
import payments.shift.aws.DynamoLease;
import payments.shift.aws.SharedOutputs;
import payments.shift.cli.Colors;
import payments.shift.cutover.Lease;
import payments.shift.pulumi.PulumiProject;
import payments.shift.pulumi.PulumiStacks;

/**
 * Which way a cut-over goes.
 *
 * @param from the old color
 * @param to the new color
 */
public record Direction(String from, String to) {
  private static final Pattern TEXT = Pattern.compile("(\\w+) to (\\w+)\\b.*", Pattern.DOTALL);

  /**
   * The cut-over that there is to go back from: the one under way; else the one that changed the
   * weights last; empty if that was somebody else, since which color is bad is not to be guessed.
   *
   * @param project the folder with {@code Pulumi.yaml}
   * @throws payments.shift.cutover.ShiftException if that cannot be seen
   */
  public static Optional<Direction> ofLast(Path project) {
    PulumiProject pulumi = PulumiProject.in(project);
    var stacks = new PulumiStacks(pulumi, Colors.ALL.get(0), Colors.ALL.get(1), progress -> {});
    return underWay(pulumi)
        .or(() -> stacks.lastCutover().map(it -> new Direction(it.from(), it.to())));
  }

  private static Optional<Direction> underWay(PulumiProject project) {
    var shared = SharedOutputs.of(OutputValues.values(project.outputs(PulumiProject.SHARED)));
    try (var aws = new AwsClients()) {
      return new DynamoLease(aws, shared, Holder.here(), Clock.systemUTC())
          .holder()
          .map(Lease.Held::plan)
          .flatMap(Direction::read);
    }
  }

  /** Reads what {@link #toString} wrote, whatever follows it. */
  static Optional<Direction> read(String text) {
    Matcher form = TEXT.matcher(text);
    return form.matches()
        ? Optional.of(new Direction(form.group(1), form.group(2)))
        : Optional.empty();
  }

  /** Both as {@code blue to green}. */
  @Override
  public String toString() {
    return from + " to " + to;
  }
}
