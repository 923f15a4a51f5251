package payments.shift.aws;

import java.net.URI;
import java.util.List;
import java.util.Map;
import payments.shift.cutover.ShiftException;

/**
 * What a cut-over needs to know of a color's stack.
 *
 * @param color blue or green
 * @param region the Region it is in
 * @param names how its resources' names begin: {@code payments-blue-}
 * @param apiName its API
 * @param stageName the API's stage
 * @param paymentFunction the function that takes payments
 * @param ledgerFunction the function that writes the ledger
 * @param url where the color alone answers: {@code https://blue.pay.example.com}
 * @param topicArn the topic that its alarms go to
 */
public record ColorOutputs(
    String color,
    String region,
    String names,
    String apiName,
    String stageName,
    String paymentFunction,
    String ledgerFunction,
    URI url,
    String topicArn) {

  /**
   * Reads the stack's outputs.
   *
   * @throws ShiftException with the names of all that are missing; or if the API's name does not
   *     begin as this tool believes that all names do, by which it finds the alarms
   */
  public static ColorOutputs of(String color, Map<String, ?> values) {
    var outputs = new Outputs(color, values);
    String suffix = outputs.text("environmentSuffix");
    String names = "payments-" + suffix + "-";
    String functionArn = outputs.text("lambdaFunctionArn");
    String apiName = outputs.text("apiName");
    var read =
        new ColorOutputs(
            color,
            outputs.text("region"),
            names,
            apiName,
            suffix,
            functionArn.substring(functionArn.lastIndexOf(':') + 1),
            outputs.text("ledgerFunctionName"),
            URI.create(outputs.text("colorUrl")),
            outputs.text("snsTopicArn"));
    outputs.requireAll();
    if (!apiName.startsWith(names)) {
      throw new ShiftException(
          "the stack %s has apiName %s, which does not begin with %s: use the tool of the program's own version"
              .formatted(color, apiName, names));
    }
    return read;
  }

  /**
   * Whether an alarm whose name begins as this color's do is this color's: another environment's
   * may begin so too ({@code payments-blue-test-…}), and tells another topic.
   */
  boolean owns(List<String> alarmActions) {
    return alarmActions.isEmpty() || alarmActions.contains(topicArn);
  }
}
