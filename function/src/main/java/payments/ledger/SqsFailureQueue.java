package payments.ledger;

import payments.json.JsonObject;
import payments.store.StoreUnavailableException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/**
 * The failure queue in SQS. A message is JSON: reason, eventId, eventName, sequenceNumber, keys.
 */
public final class SqsFailureQueue implements FailureQueue {
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
      sqs.sendMessage(SendMessageRequest.builder().queueUrl(queueUrl).messageBody(message).build());
    } catch (SdkException e) {
      throw new StoreUnavailableException("failure queue, send", e);
    }
  }
}
