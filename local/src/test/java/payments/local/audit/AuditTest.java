package payments.local.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import payments.local.audit.Stored.Row;
import payments.local.audit.Stored.Session;
import payments.local.payment.Payment;

class AuditTest {
  private static final String TAKEN = "{\"status\":\"completed\"}";
  private static final Instant CREATED = Instant.parse("2026-01-01T12:00:00Z");
  private static final Instant COMPLETED = Instant.parse("2026-01-01T12:00:01.234Z");
  private static final String LOG =
      """
      {"transactionId":"soak-1","amount":12.50,"currency":"USD","userId":"ada","status":"completed",\
      "color":"blue","region":"us-east-1","timestamp":"2026-01-01T12:00:00Z"}""";
  private static final Session SESSION = session("completed", "12.5", TAKEN);
  private static final Row ROW = row("12.5000");

  private final Violations violations = new Violations();
  private final Map<String, Map<String, Session>> sessions =
      maps("us-east-1", SESSION, "us-west-2", SESSION);
  private final Map<String, Map<String, String>> logs = new HashMap<>();
  private final Map<String, Map<String, List<Row>>> ledgers =
      maps("blue", List.of(ROW), "green", List.of(ROW));

  AuditTest() {
    logs.put("blue", new HashMap<>(Map.of("soak-1", LOG)));
    logs.put("green", new HashMap<>());
  }

  @Test
  void run_shouldFindNothing_whenThePaymentIsEverywhereOnce() {
    assertThat(audit(answer(200, TAKEN))).isEmpty();
  }

  @Test
  void run_shouldFindAPaymentThatIsNotOver() {
    assertThat(audit()).containsExactly("soak-1: time was up before every send had its answer");
  }

  @Test
  void run_shouldFindTwoAnswers() {
    assertThat(audit(answer(200, TAKEN), replay("{}")))
        .containsExactly("soak-1: was answered in two ways: [" + TAKEN + ", {}]");
  }

  @Test
  void run_shouldFindAPaymentThatTwoCallsTook_thoughAllStoresAgree() {
    assertThat(audit(answer(200, TAKEN), answer(200, TAKEN)))
        .containsExactly("soak-1: 2 calls say that they took it, 0 were lost");
  }

  @Test
  void run_shouldFindAPaymentThatNoCallTook() {
    assertThat(audit(replay(TAKEN), replay(TAKEN)))
        .containsExactly("soak-1: 0 calls say that they took it, 0 were lost");
  }

  @Test
  void run_shouldBearAsManyCallsMoreThatTookIt_asWereLost() {
    assertThat(audit(answer(503, ""), answer(200, TAKEN), answer(200, TAKEN))).isEmpty();
    assertThat(audit(answer(503, ""), replay(TAKEN), replay(TAKEN))).isEmpty();
  }

  @Test
  void run_shouldFindTimesThatDiffer_bySeconds() {
    Instant later = COMPLETED.plusSeconds(1);
    ledgers.get("blue").put("soak-1", List.of(row("12.5", CREATED.minusSeconds(1), later)));
    logs.get("blue").put("soak-1", LOG.replace("12:00:00Z", "12:00:05Z"));

    assertThat(audit(answer(200, TAKEN)))
        .containsExactlyInAnyOrder(
            "soak-1: log: timestamp is 2026-01-01T12:00:05Z, not 2026-01-01T12:00:00Z",
            "soak-1: ledger of blue: created at is 2026-01-01T11:59:59Z, not 2026-01-01T12:00:00Z",
            "soak-1: ledger of blue: completed at is 2026-01-01T12:00:02.234Z, not"
                + " 2026-01-01T12:00:01.234Z");
  }

  @Test
  void run_shouldFindACompletionThatDiffersByAMillisecond() {
    ledgers.get("green").put("soak-1", List.of(row("12.5", CREATED, COMPLETED.plusMillis(1))));

    assertThat(audit(answer(200, TAKEN)))
        .containsExactly(
            "soak-1: ledger of green: completed at is 2026-01-01T12:00:01.235Z, not"
                + " 2026-01-01T12:00:01.234Z");
  }

  @Test
  void run_shouldFindALedgerThatKeepsWholeSecondsOfACompletion() {
    Instant second = COMPLETED.truncatedTo(ChronoUnit.SECONDS);
    ledgers.get("blue").put("soak-1", List.of(row("12.5", CREATED, second)));

    assertThat(audit(answer(200, TAKEN)))
        .containsExactly(
            "soak-1: ledger of blue: completed at is 2026-01-01T12:00:01Z, not"
                + " 2026-01-01T12:00:01.234Z");
  }

  @Test
  void run_shouldBearFractionsOfASecond_whereTheClaimsTimeIsKept() {
    ledgers.get("blue").put("soak-1", List.of(row("12.5", CREATED.plusMillis(999), COMPLETED)));
    logs.get("blue").put("soak-1", LOG.replace("12:00:00Z", "12:00:00.5Z"));

    assertThat(audit(answer(200, TAKEN))).isEmpty();
  }

  @Test
  void run_shouldFindASessionCompletedAtAnotherTime_orAtNone() {
    sessions.get("us-west-2").put("soak-1", session("completed", "12.5", TAKEN, CREATED));
    assertThat(audit(answer(200, TAKEN)))
        .contains("soak-1: the session in us-west-2 differs from the other Region's");

    sessions.get("us-west-2").put("soak-1", session("completed", "12.5", TAKEN, null));
    assertThat(audit()).contains("soak-1: the session in us-west-2 lacks createdAt or completedAt");
  }

  @Test
  void run_shouldFindAMissingSession() {
    sessions.get("us-west-2").clear();

    assertThat(audit(answer(200, TAKEN)))
        .containsExactly("soak-1: the session in us-west-2 is missing");
  }

  @Test
  void run_shouldFindASessionThatIsNotCompleted_orSaysSomethingElse() {
    sessions.put("us-west-2", Map.of("soak-1", session("processing", "13", "other")));

    assertThat(audit(answer(200, TAKEN)))
        .contains(
            "soak-1: the session in us-west-2: status is processing, not completed",
            "soak-1: the session in us-west-2: amount is 13, not 12.50",
            "soak-1: the session in us-west-2: answer is other, not " + TAKEN,
            "soak-1: the session in us-west-2 differs from the other Region's");
  }

  @Test
  void run_shouldFindAMissingLogObject() {
    logs.get("blue").clear();

    assertThat(audit(answer(200, TAKEN))).containsExactly("soak-1: has no log object");
  }

  @Test
  void run_shouldFindALogObjectOfAnotherPayment() {
    logs.get("blue").put("soak-1", LOG.replace("12.50", "12.51").replace("ada", "bob"));

    assertThat(audit(answer(200, TAKEN)))
        .containsExactly(
            "soak-1: log: amount is 12.51, not 12.50", "soak-1: log: userId is bob, not ada");
  }

  @Test
  void run_shouldFindALogObjectThatIsNone() {
    logs.get("blue").put("soak-1", "[");

    assertThat(audit(answer(200, TAKEN)))
        .containsExactly("soak-1: has a log object that is none: [");
  }

  @Test
  void run_shouldBearTwoEqualLogObjects_whenACallWasLost() {
    logs.get("green").put("soak-1", LOG);

    assertThat(audit(answer(502, ""), answer(200, TAKEN))).isEmpty();
  }

  @Test
  void run_shouldFindTwoLogObjects_whenNoCallWasLost() {
    logs.get("green").put("soak-1", LOG);

    assertThat(audit(answer(409, ""), answer(200, TAKEN)))
        .containsExactly("soak-1: is in both logs, though no call of it was lost");
  }

  @Test
  void run_shouldFindTwoLogObjects_whenTheyDiffer() {
    String other = LOG + " ";
    logs.get("green").put("soak-1", other);

    assertThat(audit(answer(502, ""), answer(200, TAKEN)))
        .hasSize(1)
        .allMatch(violation -> violation.startsWith("soak-1: has different log objects: ["));
  }

  @Test
  void run_shouldFindALedgerWithoutTheRow_withTwo_orWithAnotherAmount() {
    ledgers.get("blue").clear();
    ledgers.put("green", Map.of("soak-1", List.of(ROW, row("1.0000"))));

    assertThat(audit(answer(200, TAKEN)))
        .containsExactlyInAnyOrder(
            "soak-1: has 0 rows in the ledger of blue",
            "soak-1: has 2 rows in the ledger of green",
            "soak-1: ledger of green: amount is 1.0000, not 12.50");
  }

  @Test
  void run_shouldFindPaymentsThatNobodySent() {
    sessions.get("us-east-1").put("soak-2", SESSION);
    logs.get("green").put("soak-3", LOG);
    ledgers.get("green").put("soak-4", List.of(ROW));

    assertThat(audit(answer(200, TAKEN)))
        .containsExactly(
            "soak-2: nobody sent it, and it is in the sessions in us-east-1",
            "soak-3: nobody sent it, and it is in the log of green",
            "soak-4: nobody sent it, and it is in the ledger of green");
  }

  /** What the audit finds after these answers, the last of which is final. */
  private List<String> audit(Answer... answers) {
    Sent sent =
        new OneSent(
            new Payment("soak-1", new BigDecimal("12.50"), "USD", "ada"),
            answers.length > 0,
            List.of(answers));
    new Audit(new Stored(sessions, logs, ledgers, 0), violations).run(List.of(sent));
    return violations.first();
  }

  private record OneSent(Payment payment, boolean over, List<Answer> answers) implements Sent {}

  private static Answer answer(int status, String body) {
    return new Answer(status, body, false, Optional.empty(), "blue", Duration.ZERO, COMPLETED);
  }

  /** The answer that a payment is taken already. */
  private static Answer replay(String body) {
    return new Answer(200, body, true, Optional.empty(), "blue", Duration.ZERO, COMPLETED);
  }

  private static <T> Map<String, Map<String, T>> maps(String one, T first, String other, T second) {
    Map<String, Map<String, T>> maps = new HashMap<>();
    maps.put(one, new HashMap<>(Map.of("soak-1", first)));
    maps.put(other, new HashMap<>(Map.of("soak-1", second)));
    return maps;
  }

  private static Session session(String status, String amount, String answer) {
    return session(status, amount, answer, COMPLETED);
  }

  private static Session session(String status, String amount, String answer, Instant completed) {
    return new Session(
        status,
        new BigDecimal(amount),
        "USD",
        "ada",
        "blue",
        "us-east-1",
        CREATED,
        completed,
        answer);
  }

  private static Row row(String amount) {
    return row(amount, CREATED, COMPLETED);
  }

  private static Row row(String amount, Instant created, Instant completed) {
    return new Row(new BigDecimal(amount), "USD", "ada", "blue", "us-east-1", created, completed);
  }
}
