package payments.shift.tool;

import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import payments.shift.aws.AwsClients;
import payments.shift.aws.CloudWatchMeasurements;
import payments.shift.aws.ColorOutputs;
import payments.shift.aws.DynamoLease;
import payments.shift.aws.Route53Route;
import payments.shift.aws.SharedOutputs;
import payments.shift.aws.SnsNotices;
import payments.shift.cutover.Lease;
import payments.shift.cutover.Notices;
import payments.shift.cutover.Permit;
import payments.shift.cutover.Time;
import payments.shift.cutover.World;
import payments.shift.probe.ColorHttp;
import payments.shift.probe.HttpProber;
import payments.shift.probe.TestPayments;
import payments.shift.pulumi.PulumiProject;
import payments.shift.pulumi.PulumiStacks;

/** What one tool sees of the stacks and of AWS. */
final class Sight implements AutoCloseable {
  private final Request request;
  private final PulumiStacks stacks;
  private final SharedOutputs shared;
  private final Map<String, ColorOutputs> colors;
  private final AwsClients aws = new AwsClients();
  private final ColorHttp http;
  private final Map<String, TestPayments> probes = new LinkedHashMap<>();

  /**
   * @param request whose plan names the colors
   * @param project where their outputs are
   * @param stacks the same project's stacks
   * @throws payments.shift.cutover.ShiftException if an output is missing
   */
  Sight(Request request, PulumiProject project, PulumiStacks stacks) {
    this.request = request;
    this.stacks = stacks;
    this.shared = SharedOutputs.of(OutputValues.values(project.outputs(PulumiProject.SHARED)));
    this.colors =
        List.of(request.plan().from(), request.plan().to()).stream()
            .collect(
                Collectors.toMap(
                    Function.identity(),
                    color -> ColorOutputs.of(color, OutputValues.values(project.outputs(color)))));
    Map<String, URI> urls = new LinkedHashMap<>();
    colors.forEach((color, outputs) -> urls.put(color, outputs.url()));
    this.http = new ColorHttp(urls, request.probeVia());
    if (request.probesPerSecond().isPresent()) {
      colors.keySet().forEach(color -> probes.put(color, new TestPayments(http, clock())));
    }
  }

  private static Clock clock() {
    return Clock.systemUTC();
  }

  /** The lease, as this process would hold it. */
  Lease lease() {
    return new DynamoLease(aws, shared, Holder.here(), clock());
  }

  /** Notices to the topics of both colors. */
  Notices notices(Consumer<String> shown) {
    return new SnsNotices(aws, List.copyOf(colors.values()), shown);
  }

  /** Begins to send test payments, if they are wanted. */
  void probe() {
    probes.forEach(
        (color, payments) -> payments.start(color, request.probesPerSecond().getAsInt()));
  }

  World world(Permit permit, Time time) {
    var plan = request.plan();
    return new World(
        stacks,
        new Route53Route(
            aws,
            shared,
            plan.from(),
            plan.to(),
            // Both say how long an answer of before a change may still be given.
            plan.pace().ttl(),
            request.periods(),
            clock()),
        new CloudWatchMeasurements(
            aws,
            colors,
            request.periods(),
            (color, from, until) ->
                Optional.ofNullable(probes.get(color))
                    .map(it -> it.between(color, from, until))
                    .orElse(0L)),
        request.periods().roundUp(plan.pace().watchInterval()),
        new HttpProber(http),
        permit,
        time);
  }

  @Override
  public void close() {
    probes.values().forEach(TestPayments::close);
    aws.close();
  }
}
