package payments.data;

import com.pulumi.core.Output;

/**
 * The sessions table as one Region sees it.
 *
 * @param tableName the table
 * @param tableArn the table in this Region
 * @param streamArn its stream in this Region
 * @param keyArn the key that encrypts it in this Region
 */
public record Sessions(
    Output<String> tableName,
    Output<String> tableArn,
    Output<String> streamArn,
    Output<String> keyArn) {}
