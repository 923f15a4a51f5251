package payments.network;

import com.pulumi.core.Output;
import java.util.List;
import payments.naming.Labels;
import payments.naming.SubnetPlan;

/**
 * What a {@link Network} needs.
 *
 * @param labels names and tags
 * @param region the Region, which is part of the endpoints' service names
 * @param subnets the addresses of the VPC and its subnets
 * @param availabilityZones the zones of the Region; the first two are used
 */
public record NetworkArgs(
    Labels labels, String region, SubnetPlan subnets, Output<List<String>> availabilityZones) {}
