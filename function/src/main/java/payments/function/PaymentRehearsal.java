package payments.function;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;
import payments.control.PaymentTaker;
import payments.function.PaymentHandler.Production;
import payments.store.AwsClients;
import payments.store.PaymentSettings;
import payments.store.Rehearsal;

/**
 * Takes a payment that goes nowhere: the real handler and the real AWS clients, over real
 * connections to something that stores nothing. What it loads and warms is then in the snapshot of
 * SnapStart. {@code docs/performance.md} has what that is worth.
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

  private static final String SUCCESS = "{\"statusCode\":200";

  private final PaymentSettings settings;

  PaymentRehearsal(PaymentSettings settings) {
    this.settings = settings;
  }

  /**
   * Plays all events.
   *
   * @throws IllegalStateException with the answer if one is not a success: a snapshot that is not
   *     warm must not be published in silence
   */
  void run() {
    warmTls();
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    try (Rehearsal stage = new Rehearsal();
        AwsClients clients = AwsClients.rehearsing(stage.endpoint(), settings.region())) {
      play(new PaymentHandler(Production.of(settings, clients, nowhere)));
    }
  }

  static void play(PaymentHandler handler) {
    for (int i = 0; i < ROUNDS; i++) {
      EVENTS.forEach(event -> play(handler, event));
    }
  }

  private static void play(PaymentHandler handler, byte[] event) {
    Instant deadline = Instant.now().plus(PaymentTaker.BUDGET);
    String answer =
        new String(handler.answer(event, "rehearsal", deadline), StandardCharsets.UTF_8);
    if (!answer.startsWith(SUCCESS)) {
      throw new IllegalStateException("the rehearsal was answered with " + answer);
    }
  }

  /**
   * Loads the trust store and begins a handshake: all that TLS needs before the other side speaks.
   */
  private static void warmTls() {
    try {
      SSLEngine engine = SSLContext.getDefault().createSSLEngine();
      engine.setUseClientMode(true);
      ByteBuffer hello = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
      SSLEngineResult unused = engine.wrap(ByteBuffer.allocate(0), hello);
    } catch (NoSuchAlgorithmException | SSLException e) {
      throw new IllegalStateException("the JVM has no TLS, which every AWS service needs", e);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
