package payments.shift.aws;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import payments.shift.cutover.Health;
import payments.shift.cutover.Route;
import payments.shift.decision.Found;
import payments.shift.decision.Weights;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/**
 * The weighted records as Route 53 has them. For one thread.
 *
 * <p>Route 53 tells only who made a change, by the change's id, whether it is {@code INSYNC}, and
 * the change is the provider's. It <a
 * href="https://github.com/hashicorp/terraform-provider-aws/blob/v5.100.0/internal/service/route53/record.go">waits
 * for that</a> before an update ends, so weights are in sync when such an update has {@link
 * #applied ended well}. Any others, as a tool finds them that has just been started, count as in
 * sync when they have been seen unchanged for as long as a change takes <a
 * href="https://docs.aws.amazon.com/Route53/latest/APIReference/API_ChangeResourceRecordSets.html">as
 * a rule</a>, 60 seconds: a listing also has records that are not yet on all servers.
 */
public final class Route53Route implements Route {
  /** How long a change takes as a rule. */
  public static final Duration DEFAULT_PROPAGATION = Duration.ofSeconds(60);

  private final AwsClients aws;
  private final SharedOutputs shared;
  private final String from;
  private final String to;
  private final Duration propagation;
  private final HealthStatus status;
  private final Clock clock;

  private Optional<WeightedRecords> records = Optional.empty();
  private Optional<Found> last = Optional.empty();
  private Optional<Found> applied = Optional.empty();
  private Instant since = Instant.MAX;

  /**
   * @param aws the clients
   * @param shared where the records are
   * @param from the old color
   * @param to the new color
   * @param propagation how long weights that somebody else set must be seen unchanged
   * @param periods how CloudWatch cuts time
   * @param clock the time
   */
  public Route53Route(
      AwsClients aws,
      SharedOutputs shared,
      String from,
      String to,
      Duration propagation,
      Periods periods,
      Clock clock) {
    this.aws = aws;
    this.shared = shared;
    this.from = from;
    this.to = to;
    this.propagation = propagation;
    this.status = new HealthStatus(aws, periods);
    this.clock = clock;
  }

  @Override
  public Optional<Found> weights() {
    WeightedRecords read = read();
    Optional<Found> found = read.weights(from, to);
    if (records.isEmpty() || !found.equals(last)) {
      since = clock.instant();
    }
    if (!found.equals(applied)) {
      applied = Optional.empty();
    }
    records = Optional.of(read);
    last = found;
    return found;
  }

  @Override
  public boolean inSync() {
    return last.isPresent()
        && (last.equals(applied) || !clock.instant().isBefore(since.plus(propagation)));
  }

  @Override
  public void applied(Weights weights) {
    applied = Optional.of(Found.of(weights));
  }

  /**
   * {@inheritDoc} The record is the one that {@link #weights} saw last: Route 53 answers <a
   * href="https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DNSLimitations.html">five
   * requests a second</a> for the whole account.
   */
  @Override
  public Health health(String color) {
    Optional<WeightedRecords.Entry> record = records.orElseGet(this::read).of(color);
    if (record.isEmpty()) {
      return new Health(false, "it has no weighted record");
    }
    return record
        .get()
        .healthCheck()
        .map(check -> status.of(check, clock.instant()))
        .orElseGet(() -> new Health(false, "its record has no health check"));
  }

  /** All weighted records of the name, for people; a fresh listing. */
  public WeightedRecords read() {
    String name = shared.originDomainName().toLowerCase(Locale.ROOT) + ".";
    Route53Client route53 = aws.route53();
    List<ResourceRecordSet> sets =
        new AwsCall("route53:ListResourceRecordSets", "the records of " + name)
            .answer(
                () ->
                    route53
                        .listResourceRecordSetsPaginator(
                            request ->
                                request.hostedZoneId(shared.hostedZoneId()).startRecordName(name))
                        .resourceRecordSets()
                        .stream()
                        .dropWhile(set -> !set.name().equals(name))
                        // Sorted by name: what comes after it is not read.
                        .takeWhile(set -> set.name().equals(name))
                        .toList());
    return WeightedRecords.of(sets);
  }
}
