package payments.local.audit;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import payments.local.audit.Stored.Row;
import payments.local.audit.Stored.Session;
import payments.local.payment.Payment;

/**
 * Compares what was sent, what was answered and what is stored.
 *
 * <p>A color writes the log to its own bucket. So a payment has one log object, with one exception:
 * a color that takes over what the other left unfinished may write the object that the other has
 * written already. The two are equal byte for byte; both name the color that claimed the payment.
 *
 * <p>When a payment was claimed is compared by the second. When it was completed is compared by the
 * millisecond: by it the ledgers tell which of two completions was the later.
 */
public final class Audit {
  private static final String COMPLETED = "completed";

  private final Stored stored;
  private final Violations violations;
  private int loggedTwice;

  /**
   * @param stored what the stores hold
   * @param violations where what must not be is noted
   */
  public Audit(Stored stored, Violations violations) {
    this.stored = stored;
    this.violations = violations;
  }

  /** Looks at every payment, and for payments that nobody sent. */
  public void run(Collection<? extends Sent> payments) {
    Set<String> sent = new HashSet<>();
    for (Sent payment : payments) {
      sent.add(payment.payment().id());
      check(payment);
    }
    stored.sessions().forEach((region, all) -> strangers("sessions in " + region, all, sent));
    stored.logs().forEach((color, all) -> strangers("log of " + color, all, sent));
    stored.ledgers().forEach((color, all) -> strangers("ledger of " + color, all, sent));
  }

  /** Payments with a log object in both buckets. */
  public int loggedTwice() {
    return loggedTwice;
  }

  private void check(Sent sent) {
    Payment payment = sent.payment();
    if (!sent.over()) {
      violations.add(payment.id(), "time was up before every send had its answer");
    }
    checkAnswers(sent);
    Session session = checkSessions(payment, sent.taken());
    if (session != null) {
      checkLogs(sent, session);
      checkLedgers(payment, session);
    }
  }

  private void checkAnswers(Sent sent) {
    List<String> bodies = sent.taken().stream().map(Answer::body).distinct().limit(2).toList();
    if (bodies.size() > 1) {
      violations.add(sent.payment().id(), "was answered in two ways: " + bodies);
    }
    checkTakenOnce(sent);
  }

  /**
   * One answer says that its own call took the payment, and all others that they repeat it: ids and
   * answers are the same however often it is taken. Of the calls that were lost nobody knows.
   */
  private void checkTakenOnce(Sent sent) {
    long taken = sent.taken().stream().filter(answer -> !answer.replayed()).count();
    long lost = sent.answers().stream().filter(Answer::lost).count();
    if (taken > 1 + lost || (taken == 0 && lost == 0 && sent.over())) {
      violations.add(
          sent.payment().id(),
          "%d calls say that they took it, %d were lost".formatted(taken, lost));
    }
  }

  private Session checkSessions(Payment payment, List<Answer> taken) {
    Session first = null;
    for (Map.Entry<String, Map<String, Session>> region : stored.sessions().entrySet()) {
      Session session = region.getValue().get(payment.id());
      String where = "the session in " + region.getKey();
      if (session == null) {
        violations.add(payment.id(), where + " is missing");
        continue;
      }
      expect(payment, where + ": status", session.status(), COMPLETED);
      expect(payment, where + ": amount", session.amount(), payment.amount());
      expect(payment, where + ": currency", session.currency(), payment.currency());
      expect(payment, where + ": userId", session.userId(), payment.userId());
      if (!taken.isEmpty()) {
        expect(payment, where + ": answer", session.answer(), taken.get(0).body());
      }
      if (session.createdAt() == null || session.completedAt() == null) {
        violations.add(payment.id(), where + " lacks createdAt or completedAt");
        continue;
      }
      if (first != null && !session.equals(first)) {
        violations.add(payment.id(), where + " differs from the other Region's");
      }
      first = session;
    }
    return first;
  }

  private void checkLogs(Sent sent, Session session) {
    Payment payment = sent.payment();
    List<String> contents = new ArrayList<>();
    stored.logs().values().stream()
        .filter(all -> all.containsKey(payment.id()))
        .forEach(all -> contents.add(all.get(payment.id())));
    if (contents.isEmpty()) {
      violations.add(payment.id(), "has no log object");
      return;
    }
    if (contents.size() > 1) {
      loggedTwice++;
      if (contents.stream().distinct().count() > 1) {
        violations.add(payment.id(), "has different log objects: " + contents);
      }
      if (sent.answers().stream().noneMatch(Answer::lost)) {
        violations.add(payment.id(), "is in both logs, though no call of it was lost");
      }
    }
    checkLog(payment, session, contents.get(0));
  }

  private void checkLog(Payment payment, Session session, String content) {
    try {
      JsonObject log = JsonParser.parseString(content).getAsJsonObject();
      expect(payment, "log: transactionId", text(log, "transactionId"), payment.id());
      expect(payment, "log: amount", new BigDecimal(text(log, "amount")), payment.amount());
      expect(payment, "log: currency", text(log, "currency"), payment.currency());
      expect(payment, "log: userId", text(log, "userId"), payment.userId());
      expect(payment, "log: status", text(log, "status"), COMPLETED);
      expect(payment, "log: color", text(log, "color"), session.color());
      expect(payment, "log: region", text(log, "region"), session.region());
      Instant timestamp = Instant.parse(text(log, "timestamp"));
      expectSecond(payment, "log: timestamp", timestamp, session.createdAt());
    } catch (JsonParseException
        | IllegalStateException
        | NumberFormatException
        | DateTimeException e) {
      violations.add(payment.id(), "has a log object that is none: " + content);
    }
  }

  private void checkLedgers(Payment payment, Session session) {
    stored
        .ledgers()
        .forEach(
            (color, all) -> {
              List<Row> rows = all.getOrDefault(payment.id(), List.of());
              String where = "ledger of " + color;
              if (rows.size() != 1) {
                violations.add(payment.id(), "has " + rows.size() + " rows in the " + where);
              }
              for (Row row : rows) {
                expect(payment, where + ": amount", row.amount(), payment.amount());
                expect(payment, where + ": currency", row.currency(), payment.currency());
                expect(payment, where + ": user", row.userId(), payment.userId());
                expect(payment, where + ": color", row.color(), session.color());
                expect(payment, where + ": region", row.region(), session.region());
                expectSecond(payment, where + ": created at", row.createdAt(), session.createdAt());
                expect(payment, where + ": completed at", row.completedAt(), session.completedAt());
              }
            });
  }

  private void strangers(String where, Map<String, ?> all, Set<String> sent) {
    all.keySet().stream()
        .filter(id -> !sent.contains(id))
        .forEach(id -> violations.add(id, "nobody sent it, and it is in the " + where));
  }

  private void expect(Payment payment, String what, String found, String wanted) {
    if (!wanted.equals(found)) {
      violations.add(payment.id(), "%s is %s, not %s".formatted(what, found, wanted));
    }
  }

  private void expect(Payment payment, String what, BigDecimal found, BigDecimal wanted) {
    if (found == null || found.compareTo(wanted) != 0) {
      violations.add(payment.id(), "%s is %s, not %s".formatted(what, found, wanted));
    }
  }

  private void expect(Payment payment, String what, Instant found, Instant wanted) {
    expect(payment, what, found.toString(), wanted.toString());
  }

  /** For the claim's time, of which the stores keep different fractions of a second. */
  private void expectSecond(Payment payment, String what, Instant found, Instant wanted) {
    expect(
        payment,
        what,
        found.truncatedTo(ChronoUnit.SECONDS),
        wanted.truncatedTo(ChronoUnit.SECONDS));
  }

  private static String text(JsonObject json, String name) {
    return json.has(name) && json.get(name).isJsonPrimitive()
        ? json.get(name).getAsString()
        : "absent";
  }
}
