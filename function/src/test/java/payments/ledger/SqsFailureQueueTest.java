package payments.ledger;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mockito.Mock;
import org.mockito.junit.jupiter.MockitoExtension;
import payments.store.StoreUnavailableException;
import payments.testing.Calls;
import payments.testing.StreamEvents;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

@ExtendWith(MockitoExtension.class)
class SqsFailureQueueTest {
  private final StreamRecord rejected =
      new StreamRecord(
          Calls.object(
              StreamEvents.record("7", "MODIFY", StreamEvents.completed("t-1")).toString()));

  @Mock private SqsClient sqs;

  @Test
  void send_shouldSendKeysAndReasonAlone() {
    new SqsFailureQueue(sqs, "https://queue").send(rejected, "because");

    verify(sqs)
        .sendMessage(
            SendMessageRequest.builder()
                .queueUrl("https://queue")
                .messageBody(
                    "{\"reason\":\"because\",\"eventId\":\"event-7\",\"eventName\":\"MODIFY\","
                        + "\"sequenceNumber\":\"7\",\"keys\":{\"sessionId\":{\"S\":\"t-1\"}}}")
                .build());
  }

  @Test
  void send_shouldSayUnavailable_whenSqsFails() {
    when(sqs.sendMessage(any(SendMessageRequest.class)))
        .thenThrow(SdkClientException.create("down"));

    assertThatThrownBy(() -> new SqsFailureQueue(sqs, "q").send(rejected, "r"))
        .isInstanceOf(StoreUnavailableException.class);
  }
}
