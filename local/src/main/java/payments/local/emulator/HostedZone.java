package payments.local.emulator;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/** The hosted zone, which on AWS exists before the stacks do. */
public final class HostedZone {
  private final Route53Client route53;
  private final String name;

  /**
   * @param aws clients for the emulator
   * @param name the zone's name
   */
  public HostedZone(AwsClients aws, String name) {
    this.route53 = aws.get(Route53Client.class, Route53Client::builder, AwsClients.REGIONS.get(0));
    this.name = name;
  }

  /** The zone's id, if it exists. */
  public Optional<String> find() {
    return route53.listHostedZonesPaginator().hostedZones().stream()
        .filter(zone -> zone.name().equals(name + "."))
        .map(zone -> zone.id().replace("/hostedzone/", ""))
        .findFirst();
  }

  /** Makes the zone and tells its id. */
  public String create() {
    return route53
        .createHostedZone(
            request -> request.name(name).callerReference(UUID.randomUUID().toString()))
        .hostedZone()
        .id()
        .replace("/hostedzone/", "");
  }

  /**
   * Deletes the zone, unless it holds records of somebody.
   *
   * @return the names of those records
   */
  public List<String> delete() {
    Optional<String> id = find();
    if (id.isEmpty()) {
      return List.of();
    }
    List<String> records =
        route53
            .listResourceRecordSetsPaginator(request -> request.hostedZoneId(id.get()))
            .resourceRecordSets()
            .stream()
            .filter(record -> !ownRecord(record))
            .map(record -> record.typeAsString() + " " + record.name())
            .toList();
    if (records.isEmpty()) {
      route53.deleteHostedZone(request -> request.id(id.get()));
    }
    return records;
  }

  private boolean ownRecord(ResourceRecordSet record) {
    return record.name().equals(name + ".")
        && (record.typeAsString().equals("NS") || record.typeAsString().equals("SOA"));
  }
}
