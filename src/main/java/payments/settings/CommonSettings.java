package payments.settings;

import java.util.Map;

/**
 * Settings of every stack.
 *
 * @param environmentSuffix part of every name and tag; the stack's name by default
 * @param region the AWS Region that the stack is in, from {@code aws:region}
 * @param protectData whether data survives a mistake: deletion protection, final snapshots and
 *     Pulumi's {@code protect}; true by default
 * @param tags further tags for every resource; none by default
 */
public record CommonSettings(
    String environmentSuffix, String region, boolean protectData, Map<String, String> tags) {}
