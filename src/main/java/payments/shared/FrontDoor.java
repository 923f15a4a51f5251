package payments.shared;

import com.pulumi.aws.acm.Certificate;
import com.pulumi.aws.acm.CertificateArgs;
import com.pulumi.aws.acm.CertificateValidation;
import com.pulumi.aws.acm.CertificateValidationArgs;
import com.pulumi.aws.acm.outputs.CertificateDomainValidationOption;
import com.pulumi.aws.cloudfront.Distribution;
import com.pulumi.aws.cloudfront.DistributionArgs;
import com.pulumi.aws.cloudfront.inputs.DistributionDefaultCacheBehaviorArgs;
import com.pulumi.aws.cloudfront.inputs.DistributionOriginArgs;
import com.pulumi.aws.cloudfront.inputs.DistributionOriginCustomOriginConfigArgs;
import com.pulumi.aws.cloudfront.inputs.DistributionRestrictionsArgs;
import com.pulumi.aws.cloudfront.inputs.DistributionRestrictionsGeoRestrictionArgs;
import com.pulumi.aws.cloudfront.inputs.DistributionViewerCertificateArgs;
import com.pulumi.aws.route53.Record;
import com.pulumi.aws.route53.RecordArgs;
import com.pulumi.aws.route53.inputs.RecordAliasArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.CustomResourceOptions;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The one distribution that customers reach, whichever color serves them. It always asks {@code
 * origin.<domain>}, whose weighted records the colors keep: two distributions could not share the
 * domain, so weights over them would split nothing.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/CNAMEs.html">Alternate
 *     domain names</a>
 */
public final class FrontDoor extends ComponentResource {
  /** The Region in which CloudFront looks for certificates. */
  public static final String CERTIFICATE_REGION = "us-east-1";

  private static final String ORIGIN = "weighted-colors";

  /** AWS's managed policy CachingDisabled: an answer to a payment is nobody else's. */
  private static final String CACHING_DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";

  /**
   * AWS's managed policy AllViewerExceptHostHeader: the origin must see its own name as Host, or
   * API Gateway refuses.
   */
  private static final String ALL_BUT_HOST = "b689b0a8-53d0-40ab-baf2-68738e2966ac";

  private static final int VALIDATION_TTL_SECONDS = 300;

  /** The distribution's id. */
  public final Output<String> distributionId;

  /** The distribution's own host name. */
  public final Output<String> distributionDomainName;

  private final String name;
  private final FrontDoorArgs args;

  /** Makes the certificate, the distribution and the records, each named from {@code name}. */
  public FrontDoor(String name, FrontDoorArgs args) {
    super("payments:shared:FrontDoor", name);
    this.name = name;
    this.args = args;

    var certificate = certificate();
    var validation = validation(certificate, validationRecord(certificate));
    var distribution = distribution(validation);
    aliasRecord("A", distribution);
    aliasRecord("AAAA", distribution);

    this.distributionId = distribution.id();
    this.distributionDomainName = distribution.domainName();
    registerOutputs(
        Map.of("distributionId", distributionId, "distributionDomainName", distributionDomainName));
  }

  private Certificate certificate() {
    return new Certificate(
        name + "-certificate",
        CertificateArgs.builder()
            .domainName(args.hosts().domain())
            .subjectAlternativeNames(args.hosts().wildcard())
            .validationMethod("DNS")
            .tags(args.labels().tags("certificate"))
            .build(),
        inCertificateRegion());
  }

  /**
   * One record for both names: it depends on account and domain only, not on the Region, and a
   * wildcard's is that of the domain it is under. So it also validates the colors' certificates.
   */
  private Record validationRecord(Certificate certificate) {
    return new Record(
        name + "-validation-record",
        RecordArgs.builder()
            .zoneId(args.hostedZoneId())
            .name(option(certificate, it -> it.resourceRecordName().orElseThrow()))
            .type("CNAME")
            .records(option(certificate, it -> List.of(it.resourceRecordValue().orElseThrow())))
            .ttl(VALIDATION_TTL_SECONDS)
            .build(),
        child().build());
  }

  private <T> Output<T> option(
      Certificate certificate, Function<CertificateDomainValidationOption, T> part) {
    return certificate
        .domainValidationOptions()
        .applyValue(
            options ->
                options.stream()
                    .filter(it -> it.domainName().orElse("").equals(args.hosts().domain()))
                    .map(part)
                    .findFirst()
                    .orElseThrow());
  }

  private CertificateValidation validation(Certificate certificate, Record record) {
    return new CertificateValidation(
        name + "-certificate-validation",
        CertificateValidationArgs.builder()
            .certificateArn(certificate.arn())
            .validationRecordFqdns(record.fqdn().applyValue(List::of))
            .build(),
        inCertificateRegion());
  }

  private Distribution distribution(CertificateValidation certificate) {
    return new Distribution(
        name + "-distribution",
        DistributionArgs.builder()
            .enabled(true)
            .comment("Payments: " + args.hosts().domain())
            .aliases(args.hosts().domain())
            .isIpv6Enabled(true)
            .httpVersion("http2and3")
            .priceClass("PriceClass_100")
            .origins(origin())
            .defaultCacheBehavior(behavior())
            .restrictions(
                DistributionRestrictionsArgs.builder()
                    .geoRestriction(
                        DistributionRestrictionsGeoRestrictionArgs.builder()
                            .restrictionType("none")
                            .build())
                    .build())
            .viewerCertificate(
                DistributionViewerCertificateArgs.builder()
                    .acmCertificateArn(certificate.certificateArn())
                    .sslSupportMethod("sni-only")
                    .minimumProtocolVersion("TLSv1.2_2021")
                    .build())
            .tags(args.labels().tags("distribution"))
            .build(),
        child().build());
  }

  private DistributionOriginArgs origin() {
    return DistributionOriginArgs.builder()
        .originId(ORIGIN)
        .domainName(args.hosts().origin())
        .customOriginConfig(
            DistributionOriginCustomOriginConfigArgs.builder()
                .httpPort(80)
                .httpsPort(443)
                .originProtocolPolicy("https-only")
                .originSslProtocols("TLSv1.2")
                .build())
        .build();
  }

  /** Https only: a redirect would come after the payment had crossed the network in the clear. */
  private static DistributionDefaultCacheBehaviorArgs behavior() {
    return DistributionDefaultCacheBehaviorArgs.builder()
        .targetOriginId(ORIGIN)
        .viewerProtocolPolicy("https-only")
        .allowedMethods("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT")
        .cachedMethods("GET", "HEAD")
        .cachePolicyId(CACHING_DISABLED)
        .originRequestPolicyId(ALL_BUT_HOST)
        .build();
  }

  private void aliasRecord(String type, Distribution distribution) {
    new Record(
        name + "-" + (type.equals("A") ? "ipv4" : "ipv6") + "-record",
        RecordArgs.builder()
            .zoneId(args.hostedZoneId())
            .name(args.hosts().domain())
            .type(type)
            .aliases(
                RecordAliasArgs.builder()
                    .name(distribution.domainName())
                    .zoneId(distribution.hostedZoneId())
                    .evaluateTargetHealth(false)
                    .build())
            .build(),
        child().build());
  }

  private CustomResourceOptions inCertificateRegion() {
    var options = child();
    args.certificateProvider().ifPresent(options::provider);
    return options.build();
  }

  private CustomResourceOptions.Builder child() {
    return CustomResourceOptions.builder().parent(this);
  }
}
