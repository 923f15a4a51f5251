package payments.function;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.crac.Core;
import org.crac.Resource;
import payments.boundary.DirectAnswer;
import payments.boundary.DirectBoundary;
import payments.boundary.HttpAnswer;
import payments.boundary.HttpBoundary;
import payments.control.PaymentTaker;
import payments.entity.Origin;
import payments.json.Json;
import payments.json.JsonException;
import payments.log.CallLog;
import payments.log.CallNotes;
import payments.log.LibraryLogs;
import payments.store.AccessProbe;
import payments.store.AwsAccessProbe;
import payments.store.AwsClients;
import payments.store.DynamoSessionStore;
import payments.store.PaymentSettings;
import payments.store.S3TransactionLog;
import payments.store.SessionStore;
import payments.store.TransactionLog;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Takes payments: from API Gateway ({@code httpMethod} in the event), and by direct invocation.
 * Every event is answered; none makes the function fail.
 */
public final class PaymentHandler implements RequestStreamHandler, Resource {
  static {
    LibraryLogs.silence();
  }

  private final PaymentSettings settings;
  private final HttpBoundary http;
  private final DirectBoundary direct;
  private final CallLog log;
  private final Clock clock;

  /**
   * For the Lambda runtime: everything on AWS, by the function's environment.
   *
   * @throws IllegalStateException naming all environment variables that are missing
   */
  public PaymentHandler() {
    this(PaymentSettings.of(System.getenv()));
    Core.getGlobalContext().register(this);
  }

  private PaymentHandler(PaymentSettings settings) {
    this(Production.of(settings, new AwsClients(settings.region()), System.out));
  }

  PaymentHandler(Production parts) {
    this(
        parts.settings(),
        new DynamoSessionStore(parts.dynamo(), parts.settings().sessionTable()),
        new S3TransactionLog(parts.s3(), parts.settings().bucket()),
        parts.probe(),
        parts.log(),
        parts.clock());
  }

  /** With any collaborators. */
  public PaymentHandler(
      PaymentSettings settings,
      SessionStore sessions,
      TransactionLog transactions,
      AccessProbe probe,
      CallLog log,
      Clock clock) {
    Origin here = new Origin(settings.environment(), settings.color(), settings.region());
    PaymentTaker taker =
        new PaymentTaker(sessions, transactions, here, clock, () -> UUID.randomUUID().toString());
    this.settings = settings;
    this.http = new HttpBoundary(taker, sessions, settings, clock);
    this.direct = new DirectBoundary(taker, probe, settings, clock);
    this.log = log;
    this.clock = clock;
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    Instant deadline = clock.instant().plusMillis(context.getRemainingTimeInMillis());
    output.write(answer(input.readAllBytes(), context.getAwsRequestId(), deadline));
  }

  /**
   * Runs the payment's whole way once against nothing that stores, so that the snapshot has it
   * warm.
   */
  @Override
  public void beforeCheckpoint(org.crac.Context<? extends Resource> context) {
    new PaymentRehearsal(settings).run();
  }

  @Override
  public void afterRestore(org.crac.Context<? extends Resource> context) {
    // Clients hold no connection yet, and read credentials when they need them.
  }

  /** The answer to an event, and a line in the log. */
  byte[] answer(byte[] event, String requestId, Instant deadline) {
    Instant start = clock.instant();
    CallNotes call = new CallNotes();
    Answer answer = answer(event, requestId, deadline, call);
    log.write(call, requestId, start, answer.status());
    return answer.text().getBytes(StandardCharsets.UTF_8);
  }

  private Answer answer(byte[] input, String requestId, Instant deadline, CallNotes call) {
    Map<String, Object> event;
    try {
      if (!(Json.parse(input) instanceof Map<?, ?> map)) {
        return Answer.of(direct.refuse("The event must be a JSON object"));
      }
      event = Json.members(map);
    } catch (JsonException e) {
      return Answer.of(direct.refuse("The event is not JSON: " + e.getMessage()));
    }
    boolean isHttp = HttpBoundary.isHttp(event);
    try {
      return isHttp
          ? Answer.of(http.answer(event, deadline, call))
          : Answer.of(direct.answer(event, requestId, deadline, call));
    } catch (RuntimeException e) {
      call.failed(e);
      return isHttp ? Answer.of(http.failed()) : Answer.of(direct.failed());
    }
  }

  private record Answer(int status, String text) {
    static Answer of(HttpAnswer answer) {
      return new Answer(answer.status(), answer.toString());
    }

    static Answer of(DirectAnswer answer) {
      return new Answer(answer.status(), answer.toString());
    }
  }

  /** The parts on AWS, each made once. */
  record Production(
      PaymentSettings settings,
      DynamoDbClient dynamo,
      S3Client s3,
      AccessProbe probe,
      CallLog log,
      Clock clock) {

    static Production of(PaymentSettings settings, AwsClients aws, PrintStream out) {
      Clock clock = Clock.systemUTC();
      DynamoDbClient dynamo = aws.dynamo();
      S3Client s3 = aws.s3();
      return new Production(
          settings,
          dynamo,
          s3,
          new AwsAccessProbe(dynamo, s3, aws::secrets, settings, clock),
          new CallLog(out, clock, settings.environment(), settings.color()),
          clock);
    }
  }
}
