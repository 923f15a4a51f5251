package payments.local.system;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import payments.local.Layout;
import payments.local.LocalException;
import payments.local.console.Progress;
import payments.local.console.Table;
import payments.local.edge.EdgeServer;
import payments.local.files.AtomicFile;
import payments.local.payment.Deployment;
import payments.local.payment.Payer;
import payments.local.payment.Stores;
import payments.local.pulumi.Pulumi;
import payments.local.pulumi.PulumiProject;

/** Shows the running system: the colors, and where a payment is stored. */
public final class Showing {
  static final String AMOUNT = "12.34";

  private static final Duration PAYING = Duration.ofMinutes(2);
  private static final Duration STORING = Duration.ofMinutes(2);

  private final LocalSystem system;

  /**
   * @param system a system that runs
   */
  public Showing(LocalSystem system) {
    this.system = system;
  }

  /** Where the key of the payment is kept that each {@code make local} makes, or repeats. */
  static Path paymentFile(Layout layout) {
    return layout.local().resolve("payment");
  }

  /** What the stacks' outputs say about where payments are stored. */
  Deployment deployment() {
    Pulumi pulumi = system.pulumi();
    JsonObject shared = pulumi.outputs(PulumiProject.SHARED);
    List<Deployment.Color> colors = new ArrayList<>();
    for (String stack : PulumiProject.COLORS) {
      colors.add(Deployment.Color.of(stack, pulumi.outputs(stack)));
    }
    return new Deployment(shared.get("sessionTableName").getAsString(), colors);
  }

  /**
   * Pays once through the weighted route: the first time a new payment, later the same one again,
   * which changes nothing.
   *
   * @return a table of the colors and of where the payment is
   * @throws LocalException if the payment does not arrive everywhere
   */
  String pay(Progress progress) {
    Deployment deployment;
    try (Progress.Step step = progress.step("Reading the stacks' outputs")) {
      deployment = deployment();
      step.done();
    }
    Payer.Receipt receipt;
    try (Progress.Step step =
        progress.step("Paying through " + system.settings().edgeUrl() + "/payment")) {
      receipt = new Payer(system.settings().edgeUrl(), PAYING).pay(key(), AMOUNT, "local");
      step.done(receipt.color() + (receipt.replayed() ? ", replayed" : ""));
    }
    Stores.Found found;
    try (Progress.Step step = progress.step("Looking for the payment in every store")) {
      found =
          new Stores(system.aws(), system.settings(), system.layout(), deployment)
              .await(receipt.transactionId(), STORING);
      if (!found.everywhereOnce()) {
        throw new LocalException("the payment is not stored everywhere once: " + found);
      }
      step.done();
    }
    return "\n" + colors() + "\n" + payment(deployment, receipt, found);
  }

  /** The colors as the edge sees them. */
  public String colors() {
    Table table = new Table().row("color", "weight", "health", "requests", "5xx", "API");
    for (EdgeServer.ColorStatus color : new EdgeStatus(system.settings()).read()) {
      table.row(
          color.color(),
          Integer.toString(color.weight()),
          color.healthy() ? "healthy" : "unhealthy",
          Long.toString(color.requests()),
          Long.toString(color.serverErrors()),
          color.url() == null ? "none" : color.url());
    }
    return table.toString();
  }

  private static String payment(Deployment deployment, Payer.Receipt receipt, Stores.Found found) {
    Table table =
        new Table()
            .row(
                "payment",
                receipt.transactionId() + ", " + AMOUNT + " USD, taken by " + receipt.color())
            .row("session", deployment.sessionTable() + ": " + found.session().orElse("none"));
    found.logs().values().forEach(address -> table.row("log object", address));
    for (Deployment.Color color : deployment.colors()) {
      table.row(
          "ledger of " + color.name(),
          "%d row, %s USD (%s)"
              .formatted(
                  found.ledgers().get(color.name()),
                  found.amounts().get(color.name()),
                  color.database()));
    }
    return table.toString();
  }

  private String key() {
    Path file = paymentFile(system.layout());
    try {
      if (!Files.exists(file)) {
        AtomicFile.write(file, "local-" + UUID.randomUUID());
      }
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
