package payments.function;

import static org.assertj.core.api.Assertions.assertThat;
import static payments.testing.StreamEvents.completed;
import static payments.testing.StreamEvents.event;
import static payments.testing.StreamEvents.record;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import payments.ledger.AuroraConnections;
import payments.ledger.AuroraLedger;
import payments.ledger.LedgerSettings;
import payments.ledger.LedgerWriter;
import payments.store.AwsClients;
import payments.testing.AwsEndpoint;
import payments.testing.Calls;
import payments.testing.MemoryStores;
import payments.testing.SecretServer;
import payments.testing.SlowServer;
import payments.testing.SlowServer.Manner;
import payments.testing.TestClock;

/**
 * The ledger's function with a database's secret that is no good, or does not come: it fails in
 * order and in time, and shows nothing of the secret.
 */
class LedgerSecretTest {
  private static final String ARN = "arn:aws:secretsmanager:us-east-1:111122223333:secret:db-abc";
  private static final LedgerSettings SETTINGS =
      new LedgerSettings("dev", "blue", "us-east-1", "127.0.0.1", "1", "payments", ARN, "queue");

  private final TestClock clock = new TestClock();
  private final Calls calls = new Calls(clock);

  /** Lambda ends a call after a minute, and no line tells why then. */
  @ParameterizedTest
  @EnumSource(names = {"NEVER_ANSWERS", "TRICKLES_BODY"})
  @SuppressWarnings("try")
  void batch_shouldFailInTime_whenSecretDoesNotCome(Manner manner) throws Exception {
    try (SlowServer server = new SlowServer(manner);
        AwsEndpoint endpoint = AwsEndpoint.at(server.port());
        AwsClients aws = new AwsClients("us-east-1")) {
      long start = System.nanoTime();

      assertUnavailable(aws);

      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
      assertThat(calls.logged()).contains("the database's secret cannot be read");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "S3cr3tPassw0rd",
        "\"S3cr3tPassw0rd\"",
        "{\"username\":\"u\",\"password\":[\"S3cr3tPassw0rd\"]}",
        "{\"password\":\"S3cr3tPassw0rd\"}",
        "{\"password\":\"S3cr3tPassw0rd"
      })
  void batch_shouldShowNothingOfTheSecret_whenItIsNoLogin(String secret) throws Exception {
    try (SecretServer server = new SecretServer("");
        AwsClients aws = new AwsClients("us-east-1")) {
      server.secret(secret);

      assertThat(assertUnavailable(aws))
          .contains("the database's secret is not a JSON object with username and password")
          .doesNotContain("S3cr3t");
    }
  }

  @Test
  void batch_shouldShowNoArn_whenSecretIsDenied() throws Exception {
    try (SecretServer server = new SecretServer("");
        AwsClients aws = new AwsClients("us-east-1")) {
      server.deny("arn:aws:sts::111122223333:assumed-role/ledger may not read " + ARN);

      assertThat(assertUnavailable(aws))
          .contains("the database's secret cannot be read")
          .doesNotContain("arn:aws");
    }
  }

  /** With the plugins that run on AWS. */
  @Test
  void batch_shouldFail_whenDatabaseIsNotThere() throws Exception {
    try (SecretServer server = new SecretServer("S3cr3tPassw0rd");
        AwsClients aws = new AwsClients("us-east-1")) {
      assertThat(assertUnavailable(aws)).contains("SQL state 08").doesNotContain("S3cr3t");
      assertThat(server.reads()).isEqualTo(1);
    }
  }

  /** All that Lambda sees: the log, what is printed, and the error with its causes. */
  private String assertUnavailable(AwsClients aws) {
    LedgerWriter writer =
        new LedgerWriter(
            new AuroraLedger(new AuroraConnections(SETTINGS, aws.secrets())),
            (record, reason) -> {
              throw MemoryStores.unavailable("queue");
            },
            clock);
    LedgerHandler handler = new LedgerHandler(writer, calls.log(), clock);
    byte[] batch =
        event(record("1", "MODIFY", completed("t-1"))).toString().getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream standard = System.err;
    System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      Throwable error = Assertions.catchThrowable(() -> Calls.text(handler, batch));
      assertThat(error)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("The ledger is not available; the batch comes again");
      StringWriter stack = new StringWriter();
      error.printStackTrace(new PrintWriter(stack));
      return calls.logged() + printed.toString(StandardCharsets.UTF_8) + stack;
    } finally {
      System.setErr(standard);
    }
  }
}
