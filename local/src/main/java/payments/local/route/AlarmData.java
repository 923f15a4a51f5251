package payments.local.route;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What a CLOUDWATCH_METRIC check makes of its alarm's data. Route 53 reads the data, not the
 * alarm's state, and does not know "M out of N".
 *
 * @param comparison the alarm's comparison
 * @param threshold what the data is compared with
 * @param periods how many periods in a row must breach
 * @see <a
 *     href="https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints.html">Monitoring
 *     a CloudWatch alarm</a>
 */
public record AlarmData(Comparison comparison, double threshold, int periods) {

  /** The comparisons that CloudWatch knows, less those of anomaly detection. */
  public enum Comparison {
    GREATER_OR_EQUAL,
    GREATER,
    LESS,
    LESS_OR_EQUAL
  }

  /** What the data says. */
  public enum Verdict {
    OK,
    ALARM,
    INSUFFICIENT
  }

  /**
   * Judges the last periods.
   *
   * @param data one value per period, empty where there was none; more than {@link #periods} are
   *     cut
   */
  public Verdict judge(List<OptionalDouble> data) {
    List<OptionalDouble> last = data.subList(Math.max(0, data.size() - periods), data.size());
    if (last.stream().anyMatch(value -> value.isPresent() && !breaches(value.getAsDouble()))) {
      return Verdict.OK;
    }
    boolean complete = last.size() == periods && last.stream().allMatch(OptionalDouble::isPresent);
    return complete ? Verdict.ALARM : Verdict.INSUFFICIENT;
  }

  private boolean breaches(double value) {
    return switch (comparison) {
      case GREATER_OR_EQUAL -> value >= threshold;
      case GREATER -> value > threshold;
      case LESS -> value < threshold;
      case LESS_OR_EQUAL -> value <= threshold;
    };
  }
}
