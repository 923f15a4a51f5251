package payments.settings;

/**
 * Settings of the two Lambda functions.
 *
 * @param memory in MB; 512 by default
 * @param timeout in seconds; 60 by default
 * @param runtime java21 by default
 */
public record FunctionSettings(int memory, int timeout, FunctionRuntime runtime) {}
