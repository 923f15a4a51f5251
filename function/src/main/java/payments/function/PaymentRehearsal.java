package payments.function;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import payments.control.PaymentTaker;
import payments.function.PaymentHandler.Production;
import payments.store.AwsClients;
import payments.store.PaymentSettings;

/**
 * Takes a payment that goes nowhere: the real handler and the real AWS clients, over a connection
 * that sends nothing. What it loads and warms is then in the snapshot of SnapStart.
 */
final class PaymentRehearsal {
  /** Enough for the JVM to compile the payment's way. */
  private static final int ROUNDS = 200;

  private static final List<byte[]> EVENTS =
      List.of(
          utf8(
              """
              {"httpMethod": "POST", "path": "/payment",
               "multiValueHeaders": {"Content-Type": ["application/json"], "Idempotency-Key": ["key"]},
               "body": "{\\"amount\\": 10.50, \\"currency\\": \\"USD\\", \\"userId\\": \\"user\\"}"}"""),
          utf8("{\"httpMethod\": \"GET\", \"path\": \"/health\"}"));

  private final PaymentHandler handler;

  PaymentRehearsal(PaymentSettings settings) {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    handler =
        new PaymentHandler(
            Production.of(settings, AwsClients.rehearsing(settings.region()), nowhere));
  }

  /** Plays all events; returns the last answers. */
  List<String> run() {
    Instant deadline = Instant.now().plus(PaymentTaker.BUDGET);
    List<String> answers = List.of();
    for (int i = 0; i < ROUNDS; i++) {
      answers =
          EVENTS.stream()
              .map(event -> handler.answer(event, "rehearsal", deadline))
              .map(answer -> new String(answer, StandardCharsets.UTF_8))
              .toList();
    }
    return answers;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
