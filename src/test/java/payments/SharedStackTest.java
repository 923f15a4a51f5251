package payments;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.aws.dynamodb.Table;
import com.pulumi.aws.kms.ReplicaKey;
import java.util.Map;
import org.junit.jupiter.api.Test;
import payments.testing.Program;
import payments.testing.Samples;

class SharedStackTest {
  @Test
  void outputs_shouldNameTheTableOfEachRegion() {
    var deployed =
        Program.in("us-east-1")
            .stack("shared")
            .deploy(context -> SharedStack.build(Samples.shared()));

    assertThat(deployed.outputs())
        .containsEntry("trafficWeights", Map.of("blue", 100, "green", 0))
        .containsEntry("regions", Map.of("blue", "us-east-1", "green", "us-west-2"))
        .containsEntry("originDomainName", "origin.pay.example.com")
        .containsEntry(
            "sessionTables",
            Map.of(
                "us-east-1",
                Map.of(
                    "tableArn",
                    "arn:aws:dynamodb:us-east-1:123456789012:table/payments-shared-sessions",
                    "streamArn",
                    "arn:aws:dynamodb:us-east-1:123456789012:table/payments-shared-sessions/stream/1",
                    "keyArn",
                    "arn:aws:kms:us-east-1:123456789012:key/sessions-key"),
                "us-west-2",
                Map.of(
                    "tableArn",
                    "arn:aws:dynamodb:us-west-2:123456789012:table/payments-shared-sessions",
                    "streamArn",
                    "arn:aws:dynamodb:us-west-2:123456789012:table/payments-shared-sessions/stream/2",
                    "keyArn",
                    "arn:aws:kms:us-east-1:123456789012:key/sessions-replica-key")));
  }

  @Test
  void table_shouldHaveItsReplicaInTheOtherRegion_whenSharedLivesInGreensRegion() {
    var deployed =
        Program.in("us-west-2")
            .stack("shared")
            .deploy(
                context ->
                    SharedStack.build(
                        Samples.shared(
                            "regions", "{\"blue\":\"eu-west-1\",\"green\":\"us-east-1\"}")));

    assertThat(deployed.only(Table.class).input("replicas").toString())
        .contains("regionName=eu-west-1");
    assertThat(deployed.only(ReplicaKey.class).provider()).contains("aws-eu-west-1");
  }
}
