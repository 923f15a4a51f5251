package payments.monitoring;

import com.pulumi.aws.cloudwatch.Dashboard;
import com.pulumi.aws.cloudwatch.DashboardArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.CustomResourceOptions;
import java.util.List;
import java.util.Map;
import payments.naming.Labels;
import payments.policy.Scope;

/**
 * The topic that alarms go to, the alarms, one dashboard, and the count of throttled calls that
 * both use.
 */
public final class Monitoring extends ComponentResource {
  /** The topic that alarms go to. */
  public final Output<String> topicArn;

  /** Makes the topic, the alarms and the dashboard, each named from {@code name}. */
  public Monitoring(String name, MonitoringArgs args) {
    super("payments:monitoring:Monitoring", name);

    var topic = new AlertTopic(name, this, args);
    new ThrottledCalls(name, this, args);
    var logged = new LoggedMetrics(args.labels().suffix());
    new Alarms(name, this, args, logged, topic.arn);
    dashboard(name, args, logged);

    this.topicArn = topic.arn;
    registerOutputs(Map.of("topicArn", topicArn));
  }

  /**
   * The topic's ARN for alarms that are made before it, as the edge's is, whose figures the others
   * need.
   */
  public static Output<String> topicArn(Labels labels, Scope scope) {
    return AlertTopic.arn(labels, scope);
  }

  private void dashboard(String name, MonitoringArgs args, LoggedMetrics logged) {
    var watched = args.watched();
    var region = args.scope().region();
    new Dashboard(
        name + "-dashboard",
        DashboardArgs.builder()
            .dashboardName(args.labels().accountWide("dashboard"))
            .dashboardBody(
                Output.all(
                        List.of(
                            watched.api(),
                            watched.stage(),
                            watched.paymentFunction(),
                            watched.ledgerFunction(),
                            watched.failureQueue(),
                            watched.cluster()))
                    .applyValue(
                        names ->
                            new DashboardBody(
                                    region,
                                    logged,
                                    names.get(0),
                                    names.get(1),
                                    names.get(2),
                                    names.get(3),
                                    names.get(4),
                                    names.get(5))
                                .json()))
            .build(),
        CustomResourceOptions.builder().parent(this).build());
  }
}
