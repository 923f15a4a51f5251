package payments.function;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import payments.json.Json;
import payments.json.JsonException;
import payments.json.JsonObject;
import payments.ledger.AuroraConnections;
import payments.ledger.AuroraLedger;
import payments.ledger.LedgerSettings;
import payments.ledger.LedgerUnavailableException;
import payments.ledger.LedgerWriter;
import payments.ledger.SqsFailureQueue;
import payments.ledger.StreamRecord;
import payments.log.CallLog;
import payments.log.CallNotes;
import payments.log.LibraryLogs;
import payments.store.AwsClients;

/**
 * Writes the completed payments of the sessions table's stream to Aurora. The answer names the
 * record from which on the batch is to be given again, if there is one (<a
 * href="https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html">batch
 * item failures</a>).
 */
public final class LedgerHandler implements RequestStreamHandler {
  private static final int DONE = 200;
  private static final int AGAIN = 503;

  static {
    LibraryLogs.silence();
  }

  private final LedgerWriter writer;
  private final CallLog log;
  private final Clock clock;

  /**
   * For the Lambda runtime: everything on AWS, by the function's environment.
   *
   * @throws IllegalStateException naming all environment variables that are missing
   */
  public LedgerHandler() {
    this(LedgerSettings.of(System.getenv()));
  }

  private LedgerHandler(LedgerSettings settings) {
    this(settings, new AwsClients(settings.region()), Clock.systemUTC());
  }

  private LedgerHandler(LedgerSettings settings, AwsClients aws, Clock clock) {
    this(
        new LedgerWriter(
            new AuroraLedger(new AuroraConnections(settings, aws.secrets())),
            new SqsFailureQueue(aws.sqs(), settings.failureQueue()),
            clock),
        new CallLog(System.out, clock, settings.environment(), settings.color()),
        clock);
  }

  /** With any collaborators. */
  public LedgerHandler(LedgerWriter writer, CallLog log, Clock clock) {
    this.writer = writer;
    this.log = log;
    this.clock = clock;
  }

  /**
   * Writes a batch.
   *
   * @throws IllegalArgumentException if the event is no batch of a stream
   * @throws IllegalStateException if the database is down: the call fails as a whole, so that it is
   *     among the function's errors, which have an alarm
   */
  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    Instant start = clock.instant();
    CallNotes call = new CallNotes();
    call.what("ledger");
    int status = AGAIN;
    try {
      Optional<StreamRecord> failed = writer.write(records(input.readAllBytes()), call);
      output.write(answer(failed).getBytes(StandardCharsets.UTF_8));
      status = failed.isPresent() ? AGAIN : DONE;
    } catch (LedgerUnavailableException e) {
      call.failed(e);
      // Without the cause: Lambda logs all messages of an error, and a driver's may name users.
      throw new IllegalStateException("The ledger is not available; the batch comes again");
    } catch (RuntimeException e) {
      call.failed(e);
      throw e;
    } finally {
      log.write(call, context.getAwsRequestId(), start, status);
    }
  }

  private static String answer(Optional<StreamRecord> failed) {
    List<JsonObject> failures =
        failed.stream()
            .map(one -> new JsonObject().with("itemIdentifier", one.sequenceNumber()))
            .toList();
    return new JsonObject().with("batchItemFailures", failures).toString();
  }

  private static List<StreamRecord> records(byte[] event) {
    try {
      if (Json.parse(event) instanceof Map<?, ?> map
          && map.get("Records") instanceof List<?> records) {
        return records.stream().map(StreamRecord::new).toList();
      }
    } catch (JsonException e) {
      throw new IllegalArgumentException("The event is not JSON: " + e.getMessage(), e);
    }
    throw new IllegalArgumentException("The event has no Records: it is no batch of a stream");
  }
}
