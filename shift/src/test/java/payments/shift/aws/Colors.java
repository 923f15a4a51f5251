package payments.shift.aws;

import java.util.Map;
import java.util.TreeMap;

/** Outputs of the stacks as the program has them. */
final class Colors {
  static final ColorOutputs BLUE = ColorOutputs.of("blue", outputs("blue", "us-east-1"));
  static final ColorOutputs GREEN = ColorOutputs.of("green", outputs("green", "us-west-2"));
  static final Map<String, ColorOutputs> BOTH = Map.of("blue", BLUE, "green", GREEN);
  static final SharedOutputs SHARED = SharedOutputs.of(shared());

  private Colors() {}

  static Map<String, Object> outputs(String color, String region) {
    return new TreeMap<>(
        Map.of(
            "apiName", "payments-" + color + "-api",
            "colorUrl", "https://" + color + ".pay.example.com",
            "environmentSuffix", color,
            "lambdaFunctionArn",
                "arn:aws:lambda:"
                    + region
                    + ":123456789012:function:payments-"
                    + color
                    + "-payment",
            "ledgerFunctionName", "payments-" + color + "-ledger",
            "region", region,
            "snsTopicArn", "arn:aws:sns:" + region + ":123456789012:payments-" + color + "-alerts",
            "trafficWeight", 100.0));
  }

  static Map<String, Object> shared() {
    return new TreeMap<>(
        Map.of(
            "hostedZoneId", "Z1",
            "originDomainName", "origin.pay.example.com",
            "region", "us-east-1",
            "shiftLeaseTableName", "payments-shared-shift-lease"));
  }
}
