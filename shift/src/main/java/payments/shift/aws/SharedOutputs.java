package payments.shift.aws;

import java.util.Map;
import payments.shift.cutover.ShiftException;

/**
 * What a cut-over needs to know of the shared stack.
 *
 * @param region the Region it is in
 * @param hostedZoneId the zone with the weighted records
 * @param originDomainName their name
 * @param leaseTableName the table with the lease
 */
public record SharedOutputs(
    String region, String hostedZoneId, String originDomainName, String leaseTableName) {

  /**
   * Reads the stack's outputs.
   *
   * @throws ShiftException with the names of all that are missing
   */
  public static SharedOutputs of(Map<String, ?> values) {
    var outputs = new Outputs("shared", values);
    var shared =
        new SharedOutputs(
            outputs.text("region"),
            outputs.text("hostedZoneId"),
            outputs.text("originDomainName"),
            outputs.text("shiftLeaseTableName"));
    outputs.requireAll();
    return shared;
  }
}
