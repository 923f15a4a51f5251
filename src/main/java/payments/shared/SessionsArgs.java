package payments.shared;

import com.pulumi.aws.Provider;
import payments.naming.Labels;
import payments.policy.Scope;

/**
 * What {@link Sessions} needs.
 *
 * @param labels names and tags
 * @param scope the account and the Region of the table
 * @param replicaRegion the other color's Region
 * @param replicaProvider the provider of that Region
 * @param protectData whether data survives a mistake
 */
public record SessionsArgs(
    Labels labels,
    Scope scope,
    String replicaRegion,
    Provider replicaProvider,
    boolean protectData) {}
