package payments;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.aws.Provider;
import com.pulumi.aws.acm.Certificate;
import com.pulumi.aws.cloudfront.Distribution;
import com.pulumi.aws.dynamodb.Table;
import com.pulumi.aws.kms.ReplicaKey;
import java.util.Map;
import org.junit.jupiter.api.Test;
import payments.settings.CommonSettings;
import payments.settings.PerColor;
import payments.settings.SharedSettings;
import payments.testing.Deployed;
import payments.testing.Expect;
import payments.testing.Program;
import payments.testing.Samples;

class SharedStackTest {
  @Test
  void stack_shouldMakeExactlyThese() {
    Expect.resources(
        deploy(),
        "pulumi:providers:aws aws-us-west-2",
        "payments:shared:Sessions sessions",
        "aws:kms/key:Key sessions-key",
        "aws:kms/alias:Alias sessions-key-alias",
        "aws:kms/replicaKey:ReplicaKey sessions-replica-key",
        "aws:kms/alias:Alias sessions-replica-key-alias",
        "aws:dynamodb/table:Table sessions-sessions",
        "payments:shared:ShiftLease shift",
        "aws:dynamodb/table:Table shift-lease",
        "payments:shared:FrontDoor front-door",
        "aws:acm/certificate:Certificate front-door-certificate",
        "aws:route53/record:Record front-door-validation-record",
        "aws:acm/certificateValidation:CertificateValidation front-door-certificate-validation",
        "aws:cloudfront/distribution:Distribution front-door-distribution",
        "aws:route53/record:Record front-door-ipv4-record",
        "aws:route53/record:Record front-door-ipv6-record");
  }

  @Test
  void outputs_shouldBeExactlyThese() {
    assertThat(deploy().outputs().keySet())
        .containsExactlyInAnyOrder(
            "environmentSuffix",
            "region",
            "trafficWeights",
            "regions",
            "domainName",
            "hostedZoneId",
            "originDomainName",
            "sessionTableName",
            "sessionTables",
            "shiftLeaseTableName",
            "cloudFrontDistributionId",
            "cloudFrontDomainName");
  }

  @Test
  void outputs_shouldFollowTheSettings() {
    var settings =
        Samples.shared(
            "environmentSuffix",
            "prod",
            "domainName",
            "pay.bank.test",
            "hostedZoneId",
            "Z9",
            "trafficWeights",
            "{\"blue\":30,\"green\":70}",
            "regions",
            "{\"blue\":\"us-east-1\",\"green\":\"eu-west-1\"}");
    var deployed =
        Program.in("us-east-1").stack("shared").deploy(context -> SharedStack.build(settings));

    assertThat(deployed.outputs())
        .containsEntry("environmentSuffix", "prod")
        .containsEntry("region", "us-east-1")
        .containsEntry("shiftLeaseTableName", "payments-prod-shift-lease")
        .containsEntry("domainName", "pay.bank.test")
        .containsEntry("originDomainName", "origin.pay.bank.test")
        .containsEntry("hostedZoneId", "Z9")
        .containsEntry("trafficWeights", Map.of("blue", 30, "green", 70))
        .containsEntry("regions", Map.of("blue", "us-east-1", "green", "eu-west-1"))
        .containsEntry("sessionTableName", "payments-prod-sessions");
  }

  /** What the stack writes is what a color reads. */
  @Test
  void outputs_shouldBeReadableByTheColors() {
    var values = SharedValues.of(deploy().outputs());

    assertThat(SharedValues.OUTPUTS).allMatch(deploy().outputs()::containsKey);
    assertThat(values.trafficWeights()).isEqualTo(new PerColor<>(100, 0));
    assertThat(values.sessionTables()).containsOnlyKeys("us-east-1", "us-west-2");
  }

  @Test
  void stack_shouldMakeOneProviderForCertificateAndReplica_whenBothAreElsewhere() {
    var sample = Samples.shared();
    var common = new CommonSettings("shared", "us-west-2", true, Map.of());
    var settings =
        new SharedSettings(
            common,
            sample.domainName(),
            sample.hostedZoneId(),
            sample.trafficWeights(),
            sample.regions());
    var deployed =
        Program.in("us-west-2").stack("shared").deploy(context -> SharedStack.build(settings));

    assertThat(deployed.only(Provider.class).input("region")).isEqualTo("us-east-1");
    assertThat(deployed.only(Certificate.class).provider()).contains("aws-us-east-1");
    assertThat(deployed.only(ReplicaKey.class).provider()).contains("aws-us-east-1");
    assertThat(deployed.named(Table.class, "sessions-sessions").provider()).isEmpty();
    assertThat(deployed.only(Distribution.class).provider()).isEmpty();
  }

  private static Deployed deploy() {
    return Program.in("us-east-1")
        .stack("shared")
        .deploy(context -> SharedStack.build(Samples.shared()));
  }

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

    assertThat(deployed.named(Table.class, "sessions-sessions").input("replicas").toString())
        .contains("regionName=eu-west-1");
    assertThat(deployed.only(ReplicaKey.class).provider()).contains("aws-eu-west-1");
  }
}
