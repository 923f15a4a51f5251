package payments.local.drill;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import payments.local.Layout;
import payments.local.edge.EdgeServer.ColorStatus;
import payments.local.emulator.AwsClients;
import payments.local.emulator.Faults;
import payments.local.payment.Deployment;
import payments.local.payment.LedgerDatabase;
import payments.local.pulumi.Pulumi;

/**
 * The running system, as far as a drill touches it.
 *
 * @param aws clients for the emulator
 * @param ledgers the colors' databases
 * @param deployment where payments are stored
 * @param edge the weighted route's address
 * @param edgeStatus asks the edge what it sees
 * @param faults sets faults of the emulator
 * @param pulumi the stacks
 * @param zoneId the hosted zone's id
 * @param layout where the project and the logs are
 */
public record Site(
    AwsClients aws,
    LedgerDatabase ledgers,
    Deployment deployment,
    String edge,
    Supplier<List<ColorStatus>> edgeStatus,
    Faults faults,
    Pulumi pulumi,
    String zoneId,
    Layout layout) {

  Deployment.Color color(String name) {
    return deployment.colors().stream()
        .filter(color -> color.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** Whether those colors hold the payments once of which the ids have that prefix. */
  StoresAudit audit(List<String> colors, String prefix) {
    return new StoresAudit(aws, ledgers, colors.stream().map(this::color).toList(), prefix);
  }

  /** Where the tool's output and event logs go. */
  Path logs() {
    return layout.logs().resolve("drill");
  }

  /** The state file of a stack. */
  Path state(String stack) {
    return layout.pulumiState().resolve(".pulumi/stacks/payments/" + stack + ".json");
  }
}
