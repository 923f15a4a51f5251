package payments.shift.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import payments.shift.cutover.ShiftException;

class OutputsTest {
  @Test
  void of_shouldReadWhatAdaptersNeed_ofAColor() {
    assertThat(Colors.GREEN)
        .isEqualTo(
            new ColorOutputs(
                "green",
                "us-west-2",
                "payments-green-",
                "payments-green-api",
                "green",
                "payments-green-payment",
                "payments-green-ledger",
                URI.create("https://green.pay.example.com"),
                "arn:aws:sns:us-west-2:123456789012:payments-green-alerts"));
  }

  @Test
  void of_shouldReadWhatAdaptersNeed_ofTheSharedStack() {
    assertThat(Colors.SHARED)
        .isEqualTo(
            new SharedOutputs(
                "us-east-1", "Z1", "origin.pay.example.com", "payments-shared-shift-lease"));
  }

  @Test
  void of_shouldNameAllMissingOutputsAndTheFix_whenAStackIsOlderThanTheTool() {
    var outputs = Colors.outputs("blue", "us-east-1");
    outputs.remove("apiName");
    outputs.put("ledgerFunctionName", " ");
    outputs.put("snsTopicArn", 1.0);

    assertThatThrownBy(() -> ColorOutputs.of("blue", outputs))
        .isInstanceOf(ShiftException.class)
        .hasMessage(
            "the stack blue has no output apiName, ledgerFunctionName, snsTopicArn: run `pulumi up -s blue`");
    assertThatThrownBy(() -> SharedOutputs.of(Map.of("region", "us-east-1")))
        .isInstanceOf(ShiftException.class)
        .hasMessage(
            "the stack shared has no output hostedZoneId, originDomainName, shiftLeaseTableName: run `pulumi up -s shared`");
  }

  @Test
  void of_shouldRefuse_whenNamesFollowAnotherRule() {
    var outputs = Colors.outputs("blue", "us-east-1");
    outputs.put("apiName", "money-blue-api");

    assertThatThrownBy(() -> ColorOutputs.of("blue", outputs))
        .isInstanceOf(ShiftException.class)
        .hasMessageContaining("apiName money-blue-api")
        .hasMessageContaining("payments-blue-");
  }

  @Test
  void owns_shouldLeaveOutAnotherEnvironment_whoseNamesBeginAlike() {
    assertThat(Colors.BLUE.owns(List.of("elsewhere", Colors.BLUE.topicArn()))).isTrue();
    assertThat(Colors.BLUE.owns(List.of())).isTrue();
    assertThat(Colors.BLUE.owns(List.of("arn:aws:sns:us-east-1:1:payments-blue-test-alerts")))
        .isFalse();
  }
}
