package payments.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mockito.ArgumentCaptor;
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

  /** SQS takes none of the last four. */
  @Test
  void send_shouldEscape_whateverSqsMayNotTake() {
    String id = "é€\u0001\ufffe\uffff\ud800";
    StreamRecord strange =
        new StreamRecord(Map.of("dynamodb", Map.of("Keys", Map.of("sessionId", Map.of("S", id)))));

    new SqsFailureQueue(sqs, "q").send(strange, "r");

    ArgumentCaptor<SendMessageRequest> sent = ArgumentCaptor.forClass(SendMessageRequest.class);
    verify(sqs).sendMessage(sent.capture());
    assertThat(sent.getValue().messageBody())
        .matches("[ -~]*")
        .contains("\\u00e9\\u20ac\\u0001\\ufffe\\uffff\\ud800");
    assertThat(Calls.object(sent.getValue().messageBody()).get("keys"))
        .isEqualTo(Map.of("sessionId", Map.of("S", id)));
  }

  @Test
  void send_shouldSayUnavailable_whenSqsFails() {
    when(sqs.sendMessage(any(SendMessageRequest.class)))
        .thenThrow(SdkClientException.create("down"));

    assertThatThrownBy(() -> new SqsFailureQueue(sqs, "q").send(rejected, "r"))
        .isInstanceOf(StoreUnavailableException.class);
  }
}
