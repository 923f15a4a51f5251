package payments.local.drill;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import payments.local.audit.Answer;
import payments.local.audit.Sent;
import payments.local.emulator.AwsClients;
import payments.local.payment.Deployment;
import payments.local.payment.LedgerDatabase;
import payments.local.process.Pause;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Whether the colors' stores hold every payment of a load once. A soak compares every field too;
 * here it is about the number of times, so that a hundred thousand payments take seconds.
 */
final class StoresAudit {
  private static final Duration LEDGERS = Duration.ofMinutes(3);
  private static final String FOLDER = "transactions/";
  private static final int SHOWN = 3;

  private final AwsClients aws;
  private final LedgerDatabase ledgers;
  private final List<Deployment.Color> colors;
  private final String prefix;

  /**
   * @param colors whose stores are looked at
   * @param prefix with which the transaction ids begin, and no other payment's in the system
   */
  StoresAudit(
      AwsClients aws, LedgerDatabase ledgers, List<Deployment.Color> colors, String prefix) {
    this.aws = aws;
    this.ledgers = ledgers;
    this.colors = List.copyOf(colors);
    this.prefix = prefix;
  }

  /** Waits for the ledgers, which follow behind, then looks at every payment. */
  void run(Collection<Sent> payments, Findings findings) {
    Set<String> taken = new HashSet<>();
    Set<String> lost = new HashSet<>();
    for (Sent sent : payments) {
      if (!sent.taken().isEmpty()) {
        taken.add(sent.payment().id());
      }
      if (sent.answers().stream().anyMatch(Answer::lost)) {
        lost.add(sent.payment().id());
      }
    }
    for (Deployment.Color color : colors) {
      checkLedger(color, taken, lost, findings);
    }
    checkLogs(taken, lost, findings);
  }

  private void checkLedger(
      Deployment.Color color, Set<String> taken, Set<String> lost, Findings findings) {
    long deadline = System.nanoTime() + LEDGERS.toNanos();
    Map<String, Integer> rows = rows(color);
    while (!rows.keySet().containsAll(taken) && System.nanoTime() < deadline) {
      Pause.of(Duration.ofSeconds(1));
      rows = rows(color);
    }
    String where = "in the ledger of " + color.name();
    none(findings, "missing " + where, difference(taken, rows.keySet()));
    none(findings, "not taken, but " + where, difference(difference(rows.keySet(), taken), lost));
    Set<String> twice = new HashSet<>();
    rows.forEach(
        (id, count) -> {
          if (count > 1) {
            twice.add(id);
          }
        });
    none(findings, "more than once " + where, twice);
  }

  private Map<String, Integer> rows(Deployment.Color color) {
    return ledgers
        .ask(
            color,
            connection -> {
              Map<String, Integer> rows = new HashMap<>();
              try (PreparedStatement query =
                  connection.prepareStatement(
                      "SELECT transaction_id FROM payments WHERE transaction_id LIKE ?")) {
                query.setString(1, prefix + "%");
                try (ResultSet result = query.executeQuery()) {
                  while (result.next()) {
                    rows.merge(result.getString(1), 1, Integer::sum);
                  }
                }
              }
              return rows;
            })
        .orElseGet(Map::of);
  }

  /** A color that takes over what the other left unfinished may write the object again. */
  private void checkLogs(Set<String> taken, Set<String> lost, Findings findings) {
    Set<String> logged = new HashSet<>();
    Set<String> twice = new HashSet<>();
    for (Deployment.Color color : colors) {
      for (String id : logged(color)) {
        if (!logged.add(id)) {
          twice.add(id);
        }
      }
    }
    none(findings, "in both colors' logs, though no call was lost", difference(twice, lost));
    none(findings, "logged, but not taken", difference(difference(logged, taken), lost));
    if (colors.size() > 1) {
      none(findings, "in no color's log", difference(taken, logged));
    }
  }

  private List<String> logged(Deployment.Color color) {
    S3Client s3 = aws.get(S3Client.class, S3Client::builder, color.region());
    return s3
        .listObjectsV2Paginator(
            request -> request.bucket(color.logBucket()).prefix(FOLDER + prefix))
        .contents()
        .stream()
        .map(object -> object.key().substring(FOLDER.length(), object.key().length() - 5))
        .toList();
  }

  private static Set<String> difference(Set<String> all, Set<String> without) {
    Set<String> left = new HashSet<>(all);
    left.removeAll(without);
    return left;
  }

  private static void none(Findings findings, String what, Set<String> ids) {
    findings.check(
        ids.isEmpty(),
        "%d payments are %s, among them %s",
        ids.size(),
        what,
        ids.stream().sorted().limit(SHOWN).toList());
  }
}
