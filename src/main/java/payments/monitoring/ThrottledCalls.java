package payments.monitoring;

import com.pulumi.aws.cloudwatch.LogMetricFilter;
import com.pulumi.aws.cloudwatch.LogMetricFilterArgs;
import com.pulumi.aws.cloudwatch.inputs.LogMetricFilterMetricTransformationArgs;
import com.pulumi.resources.CustomResourceOptions;
import java.util.Map;

/**
 * Counts the calls that the API turned away. API Gateway has them among all other client errors
 * only; the access log has each one's status. Of very many, API Gateway may leave some out, so the
 * count is a sign and not a measure.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html">API
 *     Gateway's metrics</a>
 */
final class ThrottledCalls {
  ThrottledCalls(String name, Monitoring parent, MonitoringArgs args) {
    new LogMetricFilter(
        name + "-throttled-calls",
        LogMetricFilterArgs.builder()
            .name(args.labels().name("throttled-calls"))
            .logGroupName(args.watched().accessLog())
            .pattern("{ $.status = \"429\" }")
            .metricTransformation(
                LogMetricFilterMetricTransformationArgs.builder()
                    .namespace(LoggedMetrics.NAMESPACE)
                    .name(LoggedMetrics.THROTTLED)
                    .dimensions(Map.of(LoggedMetrics.ENVIRONMENT, "$." + LoggedMetrics.ENVIRONMENT))
                    .value("1")
                    .unit("Count")
                    .build())
            .build(),
        CustomResourceOptions.builder().parent(parent).build());
  }
}
