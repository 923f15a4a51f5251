package payments.shared;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.aws.Provider;
import com.pulumi.aws.ProviderArgs;
import com.pulumi.aws.acm.Certificate;
import com.pulumi.aws.acm.CertificateValidation;
import com.pulumi.aws.cloudfront.Distribution;
import com.pulumi.aws.route53.Record;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import payments.naming.HostNames;
import payments.testing.Deployed;
import payments.testing.Expect;
import payments.testing.Program;
import payments.testing.Samples;

final class FrontDoorTest {
  private static Deployed deployed;

  @BeforeAll
  static void deployOnce() {
    deployed = deploy(false);
  }

  @Test
  void frontDoor_shouldMakeExactlyThese() {
    Expect.resources(
        deployed,
        "payments:shared:FrontDoor front-door",
        "aws:acm/certificate:Certificate front-door-certificate",
        "aws:route53/record:Record front-door-validation-record",
        "aws:acm/certificateValidation:CertificateValidation front-door-certificate-validation",
        "aws:cloudfront/distribution:Distribution front-door-distribution",
        "aws:route53/record:Record front-door-ipv4-record",
        "aws:route53/record:Record front-door-ipv6-record");
  }

  @Test
  void certificate_shouldCoverTheDomainAndAllUnderIt() {
    Expect.inputs(
        deployed.only(Certificate.class),
        """
        {"domainName": "pay.example.com", "subjectAlternativeNames": ["*.pay.example.com"],
         "validationMethod": "DNS"}
        """);
  }

  @Test
  void certificate_shouldBeValidatedByOneRecord() {
    Expect.inputs(
        deployed.named(Record.class, "front-door-validation-record"),
        """
        {"zoneId": "Z1", "name": "_check.pay.example.com", "type": "CNAME",
         "records": ["_answer.acm-validations.aws"], "ttl": 300}
        """);
    Expect.inputs(
        deployed.only(CertificateValidation.class),
        """
        {"certificateArn":
           "arn:aws:acm:us-east-1:123456789012:certificate/front-door-certificate",
         "validationRecordFqdns": ["_check.pay.example.com"]}
        """);
  }

  @Test
  void distribution_shouldAskTheWeightedNameOverTls_andKeepNoAnswer() {
    Expect.inputs(
        deployed.only(Distribution.class),
        """
        {"enabled": true, "comment": "Payments: pay.example.com",
         "aliases": ["pay.example.com"], "isIpv6Enabled": true, "httpVersion": "http2and3",
         "priceClass": "PriceClass_100",
         "origins": [{
           "originId": "weighted-colors", "domainName": "origin.pay.example.com",
           "customOriginConfig": {
             "httpPort": 80, "httpsPort": 443, "originProtocolPolicy": "https-only",
             "originSslProtocols": ["TLSv1.2"]}}],
         "defaultCacheBehavior": {
           "targetOriginId": "weighted-colors", "viewerProtocolPolicy": "https-only",
           "allowedMethods": ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"],
           "cachedMethods": ["GET", "HEAD"],
           "cachePolicyId": "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
           "originRequestPolicyId": "b689b0a8-53d0-40ab-baf2-68738e2966ac"},
         "restrictions": {"geoRestriction": {"restrictionType": "none"}},
         "viewerCertificate": {
           "acmCertificateArn":
             "arn:aws:acm:us-east-1:123456789012:certificate/front-door-certificate",
           "sslSupportMethod": "sni-only", "minimumProtocolVersion": "TLSv1.2_2021"}}
        """);
  }

  @ParameterizedTest
  @CsvSource({"ipv4, A", "ipv6, AAAA"})
  void records_shouldLeadCustomersToTheDistribution(String name, String type) {
    Expect.inputs(
        deployed.named(Record.class, "front-door-" + name + "-record"),
        """
        {"zoneId": "Z1", "name": "pay.example.com", "type": "%s",
         "aliases": [{
           "name": "d1.cloudfront.net", "zoneId": "Z2FDTNDATAQYW2",
           "evaluateTargetHealth": false}]}
        """
            .formatted(type));
  }

  @Test
  void certificate_shouldBeWhereCloudFrontLooks_whenTheStackIsElsewhere() {
    var elsewhere = deploy(true);

    assertThat(elsewhere.only(Certificate.class).provider()).contains("certificates");
    assertThat(elsewhere.only(CertificateValidation.class).provider()).contains("certificates");
    assertThat(elsewhere.only(Distribution.class).provider()).isEmpty();
    assertThat(deployed.only(Certificate.class).provider()).isEmpty();
  }

  @Test
  void outputs_shouldNameTheDistribution() {
    assertThat(deployed.outputs())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "distributionId", "front-door-distribution-id",
                "distributionDomainName", "d1.cloudfront.net"));
  }

  private static Deployed deploy(boolean elsewhere) {
    return Program.in(Samples.REGION)
        .deploy(
            context -> {
              var provider =
                  elsewhere
                      ? Optional.of(
                          new Provider(
                              "certificates", ProviderArgs.builder().region("us-east-1").build()))
                      : Optional.<Provider>empty();
              var frontDoor =
                  new FrontDoor(
                      "front-door",
                      new FrontDoorArgs(
                          Samples.labels(), new HostNames("pay.example.com"), "Z1", provider));
              return Map.of(
                  "distributionId", frontDoor.distributionId,
                  "distributionDomainName", frontDoor.distributionDomainName);
            });
  }
}
