package payments.data;

import com.pulumi.core.Output;
import java.util.List;
import payments.naming.Labels;
import payments.policy.Scope;
import payments.settings.DatabaseSettings;

/**
 * What a {@link DataTier} needs.
 *
 * @param labels names and tags
 * @param scope the account and Region
 * @param database the Aurora settings
 * @param logRetentionDays how long the database's logs are kept, in days
 * @param protectData whether data survives a mistake
 * @param ownSessions whether the color keeps its own sessions table, for want of a shared one
 * @param vpcId the VPC
 * @param subnetIds the private subnets
 * @param zones the subnets' availability zones
 * @param securityGroupId the database's security group
 */
public record DataTierArgs(
    Labels labels,
    Scope scope,
    DatabaseSettings database,
    int logRetentionDays,
    boolean protectData,
    boolean ownSessions,
    Output<String> vpcId,
    Output<List<String>> subnetIds,
    Output<List<String>> zones,
    Output<String> securityGroupId) {}
