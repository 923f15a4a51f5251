package payments.settings;

import payments.naming.SubnetPlan;

/**
 * Settings of one color.
 *
 * @param common settings of every stack
 * @param color blue or green; the stack's name by default
 * @param blueGreen whether the color is one of two behind the shared front door; false by default:
 *     complete alone
 * @param subnets the VPC's addresses; 10.0.0.0/16 by default
 * @param database the Aurora cluster
 * @param function the two Lambda functions
 * @param throttle how many calls the API takes
 * @param alertEmail who is told of alarms; alerts@example.com by default
 * @param logRetentionDays how long logs are kept, in days; 90 by default
 */
public record ColorSettings(
    CommonSettings common,
    Color color,
    boolean blueGreen,
    SubnetPlan subnets,
    DatabaseSettings database,
    FunctionSettings function,
    ThrottleSettings throttle,
    String alertEmail,
    int logRetentionDays)
    implements Settings {}
