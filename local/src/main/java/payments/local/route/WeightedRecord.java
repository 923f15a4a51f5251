package payments.local.route;

import java.util.Optional;

/**
 * A weighted alias record.
 *
 * @param id its set identifier: the color
 * @param weight 0 to 255; a share of the sum of all weights
 * @param target the name it is an alias of
 * @param healthCheck the id of its health check; without one it is always healthy
 */
public record WeightedRecord(String id, int weight, String target, Optional<String> healthCheck) {}
