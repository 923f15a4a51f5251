package payments.ledger;

import payments.json.JsonObject;
import payments.store.StoreUnavailableException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/**
 * The failure queue in SQS. A message is JSON: reason, eventId, eventName, sequenceNumber, keys.
 *
 * <p>SQS refuses some characters that a key may have (<a
 * href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html">SendMessage</a>),
 * and such a record would hold up those behind it for hours. Hence a message is in ASCII, anything
 * else in it escaped as JSON can.
 */
public final class SqsFailureQueue implements FailureQueue {
  private static final char LAST_PRINTABLE = '~';

  private final SqsClient sqs;
  private final String queueUrl;

  /** Sends to that queue. */
  public SqsFailureQueue(SqsClient sqs, String queueUrl) {
    this.sqs = sqs;
    this.queueUrl = queueUrl;
  }

  @Override
  public void send(StreamRecord rejected, String reason) {
    String message =
        new JsonObject()
            .with("reason", reason)
            .with("eventId", rejected.eventId())
            .with("eventName", rejected.eventName())
            .with("sequenceNumber", rejected.sequenceNumber())
            .with("keys", rejected.keys())
            .toString();
    try {
      sqs.sendMessage(
          SendMessageRequest.builder().queueUrl(queueUrl).messageBody(ascii(message)).build());
    } catch (SdkException e) {
      throw new StoreUnavailableException("failure queue, send", e);
    }
  }

  private static String ascii(String json) {
    StringBuilder text = new StringBuilder(json.length());
    for (int i = 0; i < json.length(); i++) {
      char one = json.charAt(i);
      if (one <= LAST_PRINTABLE) {
        text.append(one);
      } else {
        text.append("\\u%04x".formatted((int) one));
      }
    }
    return text.toString();
  }
}
