package payments.local.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import payments.local.emulator.AwsClients;
import payments.local.route.HealthCheck;
import payments.local.route.WeightedRecord;

class RouteReaderTest {
  private static final String ZONES =
      """
      <ListHostedZonesResponse xmlns="https://route53.amazonaws.com/doc/2013-04-01/">
        <HostedZones>
          <HostedZone><Id>/hostedzone/ZOTHER</Id><Name>other.org.</Name><CallerReference>o</CallerReference></HostedZone>
          <HostedZone><Id>/hostedzone/Z1</Id><Name>example.com.</Name><CallerReference>e</CallerReference></HostedZone>
        </HostedZones>
        <IsTruncated>false</IsTruncated><MaxItems>100</MaxItems>
      </ListHostedZonesResponse>""";

  private static final String RECORDS =
      """
      <ListResourceRecordSetsResponse xmlns="https://route53.amazonaws.com/doc/2013-04-01/">
        <ResourceRecordSets>
          <ResourceRecordSet><Name>example.com.</Name><Type>NS</Type><TTL>1</TTL></ResourceRecordSet>
          <ResourceRecordSet>
            <Name>blue.pay.example.com.</Name><Type>A</Type>
            <AliasTarget><HostedZoneId>Z</HostedZoneId><DNSName>d-color.execute-api.us-east-1.amazonaws.com.</DNSName><EvaluateTargetHealth>false</EvaluateTargetHealth></AliasTarget>
          </ResourceRecordSet>
          <ResourceRecordSet>
            <Name>origin.pay.example.com.</Name><Type>A</Type><SetIdentifier>blue</SetIdentifier><Weight>90</Weight>
            <AliasTarget><HostedZoneId>Z</HostedZoneId><DNSName>d-blue.execute-api.us-east-1.amazonaws.com.</DNSName><EvaluateTargetHealth>false</EvaluateTargetHealth></AliasTarget>
            <HealthCheckId>endpoint</HealthCheckId>
          </ResourceRecordSet>
          <ResourceRecordSet>
            <Name>origin.pay.example.com.</Name><Type>A</Type><SetIdentifier>green</SetIdentifier><Weight>10</Weight>
            <AliasTarget><HostedZoneId>Z</HostedZoneId><DNSName>d-green.execute-api.us-west-2.amazonaws.com.</DNSName><EvaluateTargetHealth>false</EvaluateTargetHealth></AliasTarget>
            <HealthCheckId>both</HealthCheckId>
          </ResourceRecordSet>
        </ResourceRecordSets>
        <IsTruncated>false</IsTruncated><MaxItems>100</MaxItems>
      </ListResourceRecordSetsResponse>""";

  private static final String CHECKS =
      """
      <ListHealthChecksResponse xmlns="https://route53.amazonaws.com/doc/2013-04-01/">
        <HealthChecks>
          <HealthCheck><Id>endpoint</Id><CallerReference>1</CallerReference><HealthCheckConfig>
            <Type>HTTPS_STR_MATCH</Type><FullyQualifiedDomainName>blue.pay.example.com</FullyQualifiedDomainName><ResourcePath>/health</ResourcePath>
            <RequestInterval>10</RequestInterval><FailureThreshold>2</FailureThreshold><SearchString>ok</SearchString>
          </HealthCheckConfig><HealthCheckVersion>1</HealthCheckVersion></HealthCheck>
          <HealthCheck><Id>address</Id><CallerReference>4</CallerReference><HealthCheckConfig>
            <IPAddress>192.0.2.1</IPAddress><Type>TCP</Type><Port>443</Port>
          </HealthCheckConfig><HealthCheckVersion>1</HealthCheckVersion></HealthCheck>
          <HealthCheck><Id>foreign</Id><CallerReference>5</CallerReference><HealthCheckConfig>
            <Type>CLOUDWATCH_METRIC</Type>
          </HealthCheckConfig><HealthCheckVersion>1</HealthCheckVersion></HealthCheck>
          <HealthCheck><Id>metric</Id><CallerReference>2</CallerReference><HealthCheckConfig>
            <Type>CLOUDWATCH_METRIC</Type><AlarmIdentifier><Region>us-west-2</Region><Name>errors</Name></AlarmIdentifier>
            <InsufficientDataHealthStatus>LastKnownStatus</InsufficientDataHealthStatus><Inverted>true</Inverted>
          </HealthCheckConfig><HealthCheckVersion>1</HealthCheckVersion></HealthCheck>
          <HealthCheck><Id>both</Id><CallerReference>3</CallerReference><HealthCheckConfig>
            <Type>CALCULATED</Type><HealthThreshold>2</HealthThreshold><Disabled>true</Disabled>
            <ChildHealthChecks><ChildHealthCheck>endpoint</ChildHealthCheck><ChildHealthCheck>metric</ChildHealthCheck><ChildHealthCheck>address</ChildHealthCheck><ChildHealthCheck>gone</ChildHealthCheck></ChildHealthChecks>
          </HealthCheckConfig><HealthCheckVersion>1</HealthCheckVersion></HealthCheck>
        </HealthChecks>
        <IsTruncated>false</IsTruncated><Marker></Marker><MaxItems>100</MaxItems>
      </ListHealthChecksResponse>""";

  private FakeAws fake;
  private AwsClients aws;

  @BeforeEach
  void setUp() throws IOException {
    fake =
        new FakeAws()
            .when("us-east-1", "/2013-04-01/hostedzone", ZONES)
            .when("us-east-1", "/2013-04-01/hostedzone/Z1/rrset", RECORDS)
            .when("us-east-1", "/2013-04-01/healthcheck", CHECKS)
            .when(
                "us-east-1",
                "/domainnames",
                """
                {"item":[
                  {"domainName":"origin.pay.example.com","regionalDomainName":"d-blue.execute-api.us-east-1.amazonaws.com"},
                  {"domainName":"blue.pay.example.com","regionalDomainName":"d-color.execute-api.us-east-1.amazonaws.com"}]}""")
            .when(
                "us-west-2",
                "/domainnames",
                """
                {"item":[{"domainName":"origin.pay.example.com","regionalDomainName":"d-green.execute-api.us-west-2.amazonaws.com"}]}""")
            .when(
                "us-east-1",
                "/v2/domainnames/origin.pay.example.com/apimappings",
                """
                {"items":[{"apiId":"blueapi","stage":"blue","apiMappingKey":""}]}""")
            .when(
                "us-east-1",
                "/v2/domainnames/blue.pay.example.com/apimappings",
                """
                {"items":[{"apiId":"other","stage":"x","apiMappingKey":"v2"},{"apiId":"blueapi","stage":"blue"}]}""")
            .when(
                "us-west-2",
                "/v2/domainnames/origin.pay.example.com/apimappings",
                """
                {"items":[{"apiId":"greenapi","stage":"green","apiMappingKey":""}]}""")
            .when(
                "us-east-1",
                "/restapis/blueapi",
                """
                {"id":"blueapi","name":"payments-blue-api"}""")
            .when(
                "us-east-1",
                "/restapis/blueapi/stages/blue",
                """
                {"stageName":"blue","methodSettings":{"*/*":{"metricsEnabled":true}}}""")
            .when(
                "us-east-1",
                "/restapis/blueapi/resources",
                """
                {"item":[
                  {"id":"r0","path":"/"},
                  {"id":"r1","path":"/health","resourceMethods":{"GET":{"httpMethod":"GET"}}}]}""");
    aws = new AwsClients(fake.endpoint());
  }

  @AfterEach
  void tearDown() {
    aws.close();
    fake.close();
  }

  @Test
  void read_shouldGiveTheWeightedRecordsOfTheOriginOnly() {
    assertThat(read().records())
        .containsExactly(
            new WeightedRecord(
                "blue", 90, "d-blue.execute-api.us-east-1.amazonaws.com.", Optional.of("endpoint")),
            new WeightedRecord(
                "green", 10, "d-green.execute-api.us-west-2.amazonaws.com.", Optional.of("both")));
  }

  @Test
  void read_shouldFindEachColorsApiInItsOwnRegion() {
    assertThat(read().targets())
        .isEqualTo(
            Map.of(
                "blue", fake.endpoint() + "/restapis/blueapi/blue/_user_request_",
                "green", fake.endpoint() + "/restapis/greenapi/green/_user_request_"));
  }

  @Test
  void read_shouldFindTheApiThatAHealthCheckCalls() {
    assertThat(read().endpoints())
        .isEqualTo(
            Map.of(
                "blue.pay.example.com", fake.endpoint() + "/restapis/blueapi/blue/_user_request_"));
  }

  @Test
  void read_shouldFindWhatLeadsToOneApiAlone() {
    assertThat(read().own())
        .isEqualTo(
            Map.of(
                "blue.pay.example.com", fake.endpoint() + "/restapis/blueapi/blue/_user_request_"));
  }

  @Test
  void read_shouldDescribeTheApis_butNotOneThatIsBeingTornDown() {
    assertThat(read().apis())
        .isEqualTo(
            Map.of(
                fake.endpoint() + "/restapis/blueapi/blue/_user_request_",
                new Api(
                    "us-east-1",
                    "payments-blue-api",
                    "blue",
                    List.of(new Api.Method("GET", "/health")))));
  }

  @Test
  void read_shouldKnowNoMethods_whenTheStageMeasuresOnlyTheApi() {
    fake.when("us-east-1", "/restapis/blueapi/stages/blue", "{\"stageName\":\"blue\"}");

    assertThat(read().apis().values()).singleElement().extracting(Api::methods).asList().isEmpty();
  }

  @Test
  void read_shouldTakeOverTheRecordsHealthChecks_andNoOther() {
    assertThat(read().checks().values())
        .containsExactlyInAnyOrder(
            new HealthCheck(
                "endpoint",
                new HealthCheck.Endpoint("blue.pay.example.com", "/health", 10, 2, "ok"),
                false,
                false),
            new HealthCheck("address", new HealthCheck.Endpoint("", "/", 30, 3, ""), false, false),
            new HealthCheck(
                "metric",
                new HealthCheck.Metric("errors", "us-west-2", HealthCheck.Insufficient.LAST_KNOWN),
                true,
                false),
            new HealthCheck(
                "both",
                new HealthCheck.Calculated(List.of("endpoint", "metric", "address", "gone"), 2),
                false,
                true));
  }

  @Test
  void read_shouldBeEmpty_whenTheZoneDoesNotExist() {
    Route route = new RouteReader(aws, this::apis, "missing.com", "origin.missing.com").read();

    assertThat(route.records()).isEmpty();
  }

  private ApiTargets apis() {
    return new ApiTargets(aws, fake.endpoint(), new ApiDirectory(aws, Clock.systemUTC()));
  }

  private Route read() {
    return new RouteReader(aws, this::apis, "example.com", "origin.pay.example.com").read();
  }
}
