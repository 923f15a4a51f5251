package payments.settings;

/**
 * One mistake in the configuration.
 *
 * @param key the setting, with its namespace
 * @param value what it is, as it should be shown
 * @param allowed what it may be
 * @param fix a command that mends it
 */
public record Problem(String key, String value, String allowed, String fix) {
  @Override
  public String toString() {
    return "%s is %s; allowed: %s. Fix: %s".formatted(key, value, allowed, fix);
  }
}
