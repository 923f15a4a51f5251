package payments.monitoring;

import com.pulumi.aws.cloudwatch.MetricAlarm;
import com.pulumi.aws.cloudwatch.MetricAlarmArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import java.util.List;
import java.util.Map;

/**
 * The alarms that call a person. All are plain metric alarms of standard resolution, so that a
 * Route 53 health check may be put on any of them. Silence is health: a function that nobody calls
 * has no errors.
 */
final class Alarms {
  private static final int FIVE_MINUTES = 300;
  private static final int FIVE_MINUTES_IN_MS = FIVE_MINUTES * 1000;

  private final String name;
  private final Monitoring parent;
  private final MonitoringArgs args;
  private final Output<String> topicArn;

  Alarms(String name, Monitoring parent, MonitoringArgs args, Output<String> topicArn) {
    this.name = name;
    this.parent = parent;
    this.args = args;
    this.topicArn = topicArn;
    database();
    paymentFunction();
    ledger();
    api();
  }

  private void database() {
    alarm(
        "rds-high-cpu",
        "Aurora has been busier than 80% for ten minutes",
        "AWS/RDS",
        "CPUUtilization",
        args.watched().cluster().applyValue(id -> Map.of("DBClusterIdentifier", id)),
        "Average",
        80,
        2);
  }

  private void paymentFunction() {
    var function = function(args.watched().paymentFunction());
    alarm(
        "payment-errors",
        "The payment function failed more than 10 times in five minutes",
        "AWS/Lambda",
        "Errors",
        function,
        "Sum",
        10,
        1);
    alarm(
        "payment-throttles",
        "Lambda turned payments away",
        "AWS/Lambda",
        "Throttles",
        function,
        "Sum",
        0,
        1);
  }

  private void ledger() {
    var function = function(args.watched().ledgerFunction());
    alarm(
        "ledger-errors",
        "The ledger function failed more than 10 times in five minutes",
        "AWS/Lambda",
        "Errors",
        function,
        "Sum",
        10,
        1);
    alarm(
        "ledger-lag",
        "The ledger is more than five minutes behind the payments",
        "AWS/Lambda",
        "IteratorAge",
        function,
        "Maximum",
        FIVE_MINUTES_IN_MS,
        1);
    alarm(
        "ledger-failures",
        "Payments that the ledger could not write wait for a person",
        "AWS/SQS",
        "ApproximateNumberOfMessagesVisible",
        args.watched().failureQueue().applyValue(queue -> Map.of("QueueName", queue)),
        "Maximum",
        0,
        1);
  }

  private void api() {
    alarm(
        "api-errors",
        "The API answered more than 10 requests in five minutes with an error of its own",
        "AWS/ApiGateway",
        "5XXError",
        Output.tuple(args.watched().api(), args.watched().stage())
            .applyValue(it -> Map.of("ApiName", it.t1, "Stage", it.t2)),
        "Sum",
        10,
        1);
  }

  private static Output<Map<String, String>> function(Output<String> functionName) {
    return functionName.applyValue(it -> Map.of("FunctionName", it));
  }

  private void alarm(
      String thing,
      String description,
      String namespace,
      String metric,
      Output<Map<String, String>> dimensions,
      String statistic,
      double threshold,
      int periods) {
    new MetricAlarm(
        name + "-" + thing,
        MetricAlarmArgs.builder()
            .name(args.labels().name(thing))
            .alarmDescription(description)
            .namespace(namespace)
            .metricName(metric)
            .dimensions(dimensions)
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
