package payments.shift.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import payments.shift.aws.FakeAws.Call;
import payments.shift.aws.FakeAws.Reply;

class SnsNoticesTest {
  private static final Reply SENT =
      Reply.ok(
          "<PublishResponse><PublishResult><MessageId>1</MessageId></PublishResult></PublishResponse>");
  private static final Reply DENIED =
      new Reply(
          403,
          "<ErrorResponse><Error><Code>AuthorizationError</Code><Message>not yours</Message></Error></ErrorResponse>");

  private final List<String> shown = new ArrayList<>();

  @Test
  void send_shouldTellBothTopics_eachInItsRegion() {
    try (var aws = new FakeAws(call -> SENT)) {
      notices(aws).send("Customers move to green", "10% now");

      assertThat(aws.calls()).extracting(Call::region).containsExactly("us-east-1", "us-west-2");
      assertThat(aws.calls().get(1).body())
          .contains("TopicArn=arn:aws:sns:us-west-2:123456789012:payments-green-alerts")
          .contains("Subject=Customers move to green")
          .contains("Message=10% now");
      assertThat(shown).isEmpty();
    }
  }

  @Test
  void send_shouldShowWhatFailed_andStillTellTheOther() {
    try (var aws = new FakeAws(call -> call.region().equals("us-east-1") ? DENIED : SENT)) {
      notices(aws).send("subject", "text");

      assertThat(aws.calls()).extracting(Call::region).containsExactly("us-east-1", "us-west-2");
      assertThat(shown)
          .containsExactly(
              "a notice to arn:aws:sns:us-east-1:123456789012:payments-blue-alerts may not be read or changed: allow sns:Publish to who runs this. AWS says: not yours");
    }
  }

  @Test
  void subject_shouldBeWhatSnsTakes() {
    assertThat(SnsNotices.subject("a\n→ b ")).isEqualTo("a b");
    assertThat(SnsNotices.subject("x".repeat(100))).isEqualTo("x".repeat(100));
    assertThat(SnsNotices.subject("x".repeat(101))).isEqualTo("x".repeat(97) + "...");
  }

  private SnsNotices notices(FakeAws aws) {
    return new SnsNotices(aws.clients(), List.of(Colors.BLUE, Colors.GREEN), shown::add);
  }
}
