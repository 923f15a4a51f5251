package payments.local.soak;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import payments.local.LocalException;
import payments.local.audit.StoreReader;
import payments.local.emulator.AwsClients;
import payments.local.payment.Deployment;
import payments.local.payment.LedgerDatabase;
import payments.local.process.ProcessIdentity;

/**
 * The running system, as far as a soak touches it.
 *
 * @param aws clients for the emulator
 * @param ledgers the colors' databases
 * @param deployment where payments are stored
 * @param edge the weighted route's address
 * @param apis the address of each color's own API, by color
 * @param emulator the emulator's process, whose children the functions' processes are
 * @param endpoint the emulator's address
 */
public record Surroundings(
    AwsClients aws,
    LedgerDatabase ledgers,
    Deployment deployment,
    String edge,
    Map<String, String> apis,
    Supplier<Optional<ProcessIdentity>> emulator,
    String endpoint) {

  Caller caller() {
    return new Caller(
        Map.of(
            Plan.Route.EDGE, edge, Plan.Route.BLUE, api("blue"), Plan.Route.GREEN, api("green")));
  }

  FunctionProcesses processes() {
    return new FunctionProcesses(emulator, endpoint);
  }

  StoreReader stores(String prefix) {
    return new StoreReader(aws, ledgers, deployment, prefix);
  }

  private String api(String color) {
    return Optional.ofNullable(apis.get(color))
        .orElseThrow(
            () -> new LocalException("the edge knows no API of " + color + ": see `make status`"));
  }
}
