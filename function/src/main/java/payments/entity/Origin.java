package payments.entity;

/**
 * Where a payment was first claimed. It stays the same when another color finishes the payment.
 *
 * @param environment the environment's suffix
 * @param color {@code blue} or {@code green}
 * @param region the Region's code, for example {@code us-east-1}
 */
public record Origin(String environment, String color, String region) {}
