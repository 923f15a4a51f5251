package payments.shared;

import com.pulumi.aws.Provider;
import java.util.Optional;
import payments.naming.HostNames;
import payments.naming.Labels;

/**
 * What a {@link FrontDoor} needs.
 *
 * @param labels names and tags
 * @param hosts the customers' domain
 * @param hostedZoneId the zone that holds it
 * @param certificateProvider the provider of us-east-1, where CloudFront looks for certificates;
 *     empty when the stack is there itself
 */
public record FrontDoorArgs(
    Labels labels, HostNames hosts, String hostedZoneId, Optional<Provider> certificateProvider) {}
