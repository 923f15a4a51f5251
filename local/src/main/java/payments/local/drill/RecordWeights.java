package payments.local.drill;

import java.util.HashMap;
import java.util.Map;
import payments.local.emulator.AwsClients;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/** Reads the weights of both colors' records from Route 53. */
final class RecordWeights {
  private final Route53Client route53;
  private final String zoneId;
  private final String name;

  /**
   * @param aws clients for the emulator
   * @param zoneId the hosted zone's id
   * @param name the name with the weighted records
   */
  RecordWeights(AwsClients aws, String zoneId, String name) {
    this.route53 = aws.get(Route53Client.class, Route53Client::builder, AwsClients.REGIONS.get(0));
    this.zoneId = zoneId;
    this.name = name;
  }

  /** The weights by color, of the colors that have a record. */
  Map<String, Integer> read() {
    Map<String, Integer> weights = new HashMap<>();
    route53
        .listResourceRecordSetsPaginator(request -> request.hostedZoneId(zoneId))
        .resourceRecordSets()
        .stream()
        .filter(this::weighted)
        .forEach(record -> weights.put(record.setIdentifier(), record.weight().intValue()));
    return weights;
  }

  private boolean weighted(ResourceRecordSet record) {
    return record.name().equals(name + ".") && record.weight() != null;
  }
}
