package sample;

import com.pulumi.Pulumi;
import com.pulumi.aws.sns.Topic;
import com.pulumi.aws.sns.TopicArgs;
import com.pulumi.aws.ssm.Parameter;
import com.pulumi.aws.ssm.ParameterArgs;
import com.pulumi.exceptions.RunException;

/** A topic, and a parameter that holds its ARN; or, on request, a program that refuses to run. */
public final class App {
  private App() {}

  /** Runs the program. */
  public static void main(String[] args) {
    Pulumi.run(
        ctx -> {
          if (ctx.config().getBoolean("refuse").orElse(false)) {
            throw new RunException("refused: told to");
          }
          Topic topic = new Topic("topic", TopicArgs.builder().displayName("Sample").build());
          Parameter arn =
              new Parameter("arn", ParameterArgs.builder().type("String").value(topic.arn()).build());
          ctx.export("arn", arn.value());
        });
  }
}
