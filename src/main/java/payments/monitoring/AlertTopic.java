package payments.monitoring;

import com.pulumi.aws.sns.Topic;
import com.pulumi.aws.sns.TopicArgs;
import com.pulumi.aws.sns.TopicPolicy;
import com.pulumi.aws.sns.TopicPolicyArgs;
import com.pulumi.aws.sns.TopicSubscription;
import com.pulumi.aws.sns.TopicSubscriptionArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import payments.naming.Labels;
import payments.policy.Policy;
import payments.policy.Scope;
import payments.policy.Statement;

/**
 * The encrypted topic, to which only this account's alarms publish, and the address that it mails
 * to.
 */
final class AlertTopic {
  private static final String THING = "alerts";

  final Output<String> arn;

  private final String name;
  private final Monitoring parent;
  private final MonitoringArgs args;

  AlertTopic(String name, Monitoring parent, MonitoringArgs args) {
    this.name = name;
    this.parent = parent;
    this.args = args;
    var topic = topic();
    policy(topic);
    subscription(topic);
    this.arn = topic.arn();
  }

  /** The ARN that the topic has or will have. */
  static Output<String> arn(Labels labels, Scope scope) {
    return scope.arn("sns", labels.name(THING));
  }

  private Topic topic() {
    return new Topic(
        name + "-alerts",
        TopicArgs.builder()
            .name(args.labels().name(THING))
            .kmsMasterKeyId(args.keyArn())
            .tags(args.labels().tags(THING))
            .build(),
        child());
  }

  private void policy(Topic topic) {
    var scope = args.scope();
    new TopicPolicy(
        name + "-alerts-policy",
        TopicPolicyArgs.builder()
            .arn(topic.arn())
            .policy(
                Policy.of(
                    Statement.allow("Alarms", "sns:Publish")
                        .service("cloudwatch.amazonaws.com")
                        .on(topic.arn())
                        .when("StringEquals", "aws:SourceAccount", scope.accountId())
                        .when("ArnLike", "aws:SourceArn", scope.arn("cloudwatch", "alarm:*")),
                    Policy.tlsOnly("sns:Publish", topic.arn())))
            .build(),
        child());
  }

  private void subscription(Topic topic) {
    new TopicSubscription(
        name + "-alerts-mail",
        TopicSubscriptionArgs.builder()
            .topic(topic.arn())
            .protocol("email")
            .endpoint(args.alertEmail())
            .build(),
        child());
  }

  private CustomResourceOptions child() {
    return CustomResourceOptions.builder().parent(parent).build();
  }
}
