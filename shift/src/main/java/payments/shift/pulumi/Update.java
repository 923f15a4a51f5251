package payments.shift.pulumi;

import java.util.ArrayList;
import java.util.List;

/**
 * An update of one resource.
 *
 * @param stack its stack
 * @param target the end of its URN
 * @param refresh whether it is read anew before: Pulumi writes a change down only after the
 *     provider has waited for Route 53, and one that was killed meanwhile is in force and unknown
 * @param beside whether another update runs at the same time
 */
record Update(String stack, String target, boolean refresh, boolean beside) {
  /** Nothing of the shared stack but its outputs: what else would change there is not ours. */
  static Update ofShared() {
    return new Update(PulumiProject.SHARED, "::pulumi:pulumi:Stack::*", false, false);
  }

  /** The weighted record of a color. */
  static Update ofRecord(String color) {
    return new Update(color, PreviewChanges.WEIGHTED_RECORD, true, true);
  }

  /** The arguments of the CLI. */
  List<String> arguments(String message) {
    var arguments =
        new ArrayList<>(
            List.of("up", "--yes", "--skip-preview", "--stack", stack, "--target", "**" + target));
    if (refresh) {
      arguments.add("--refresh");
    }
    arguments.addAll(List.of("--color", "never", KilledUpdate.MESSAGE_OPTION, message));
    return arguments;
  }
}
