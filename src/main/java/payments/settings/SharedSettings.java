package payments.settings;

/**
 * Settings of the shared stack.
 *
 * @param common settings of every stack
 * @param domainName the name customers use, such as {@code pay.example.com}
 * @param hostedZoneId the existing Route 53 zone that holds the name
 * @param trafficWeights each color's share of the traffic in percent; the two sum to 100; blue 100
 *     by default
 * @param regions each color's AWS Region; us-east-1 and us-west-2 by default
 */
public record SharedSettings(
    CommonSettings common,
    String domainName,
    String hostedZoneId,
    PerColor<Integer> trafficWeights,
    PerColor<String> regions)
    implements Settings {}
