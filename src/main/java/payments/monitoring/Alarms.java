package payments.monitoring;

import com.pulumi.aws.cloudwatch.MetricAlarm;
import com.pulumi.aws.cloudwatch.MetricAlarmArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import java.util.List;
import java.util.Map;

/**
 * The alarms that call a person; {@code docs/operations.md} says what to do on each. All are plain
 * metric alarms of standard resolution, so that a Route 53 health check may be put on any of them.
 * Silence is health: a function that nobody calls has no errors.
 */
final class Alarms {
  private static final int FIVE_MINUTES = 300;
  private static final int FIVE_MINUTES_IN_MS = FIVE_MINUTES * 1000;

  /** What retries and clients' own mistakes come to on any day. */
  private static final int FEW = 10;

  private static final int NONE = 0;

  private final String name;
  private final Monitoring parent;
  private final MonitoringArgs args;
  private final LoggedMetrics logged;
  private final Output<String> topicArn;

  Alarms(
      String name,
      Monitoring parent,
      MonitoringArgs args,
      LoggedMetrics logged,
      Output<String> topicArn) {
    this.name = name;
    this.parent = parent;
    this.args = args;
    this.logged = logged;
    this.topicArn = topicArn;
    payments();
    paymentFunction();
    ledger();
    api();
    database();
  }

  private void payments() {
    moreThan(
        FEW,
        "payments-unavailable",
        "More than 10 payments in five minutes could not be taken: most likely a store is down or"
            + " slow",
        Output.of(logged.payments(Outcome.UNAVAILABLE)));
    moreThan(
        NONE,
        "payments-failed",
        "A payment met a mistake of the payment function",
        Output.of(logged.payments(Outcome.FAILED)));
    moreThan(
        FEW,
        "payments-taken-over",
        "More than 10 payments in five minutes were left unfinished and taken over: calls die or"
            + " find a store down",
        Output.of(logged.payments(Outcome.TAKEN_OVER)));
    moreThan(
        FEW,
        "payments-mismatched",
        "More than 10 payments in five minutes had the key of another one: a client is wrong, or"
            + " somebody tries keys",
        Output.of(logged.payments(Outcome.MISMATCH)));
  }

  private void paymentFunction() {
    moreThan(
        FEW,
        "payment-errors",
        "The payment function failed more than 10 times in five minutes",
        function(args.watched().paymentFunction(), "Errors"));
    moreThan(
        NONE,
        "payment-throttles",
        "Lambda turned payments away",
        function(args.watched().paymentFunction(), "Throttles"));
  }

  /**
   * The age of what Lambda reads from the stream grows whatever keeps the ledger back, a function
   * that cannot even start included. The lag that the function logs itself cannot tell of that.
   */
  private void ledger() {
    var function = args.watched().ledgerFunction();
    moreThan(
        FEW,
        "ledger-errors",
        "The ledger function failed more than 10 times in five minutes",
        function(function, "Errors"));
    alarm(
        "ledger-lag",
        "The ledger is more than five minutes behind the payments",
        function(function, "IteratorAge"),
        "Maximum",
        FIVE_MINUTES_IN_MS,
        1);
    alarm(
        "ledger-failures",
        "What the ledger could not write, or found unfinished again, waits for a person",
        args.watched()
            .failureQueue()
            .applyValue(
                queue ->
                    new Metric(
                        "AWS/SQS",
                        "ApproximateNumberOfMessagesVisible",
                        Map.of("QueueName", queue))),
        "Maximum",
        NONE,
        1);
  }

  private void api() {
    moreThan(
        FEW,
        "api-errors",
        "The API answered more than 10 requests in five minutes with an error of its own",
        Output.tuple(args.watched().api(), args.watched().stage())
            .applyValue(
                it ->
                    new Metric(
                        "AWS/ApiGateway", "5XXError", Map.of("ApiName", it.t1, "Stage", it.t2))));
    moreThan(
        FEW,
        "api-throttles",
        "The API turned more than 10 requests in five minutes away: more came than it may take",
        Output.of(logged.throttled()));
  }

  private void database() {
    alarm(
        "rds-high-cpu",
        "Aurora has been busier than 80% for ten minutes",
        args.watched()
            .cluster()
            .applyValue(
                id -> new Metric("AWS/RDS", "CPUUtilization", Map.of("DBClusterIdentifier", id))),
        "Average",
        80,
        2);
  }

  private static Output<Metric> function(Output<String> functionName, String metric) {
    return functionName.applyValue(
        it -> new Metric("AWS/Lambda", metric, Map.of("FunctionName", it)));
  }

  private void moreThan(int most, String thing, String description, Output<Metric> metric) {
    alarm(thing, description, metric, "Sum", most, 1);
  }

  private void alarm(
      String thing,
      String description,
      Output<Metric> metric,
      String statistic,
      double threshold,
      int periods) {
    new MetricAlarm(
        name + "-" + thing,
        MetricAlarmArgs.builder()
            .name(args.labels().name(thing))
            .alarmDescription(description)
            .namespace(metric.applyValue(Metric::namespace))
            .metricName(metric.applyValue(Metric::name))
            .dimensions(metric.applyValue(Metric::dimensions))
            .statistic(statistic)
            .period(FIVE_MINUTES)
            .evaluationPeriods(periods)
            .comparisonOperator("GreaterThanThreshold")
            .threshold(threshold)
            .treatMissingData("notBreaching")
            .alarmActions(topicArn.applyValue(List::of))
            .okActions(topicArn.applyValue(List::of))
            .tags(args.labels().tags(thing))
            .build(),
        CustomResourceOptions.builder().parent(parent).build());
  }
}
