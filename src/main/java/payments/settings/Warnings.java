package payments.settings;

import java.util.List;
import java.util.regex.Pattern;

/** What a configuration may say, but hardly means. */
public final class Warnings {
  /**
   * Where nobody has an address (<a href="https://www.rfc-editor.org/rfc/rfc2606">RFC 2606</a>).
   */
  private static final Pattern NOBODYS_DOMAIN =
      Pattern.compile(
          ".+[@.](example\\.(com|net|org)|example|invalid|localhost|test)",
          Pattern.CASE_INSENSITIVE);

  private Warnings() {}

  /**
   * What to tell whoever deploys these settings.
   *
   * @param stack the stack's name
   */
  public static List<String> of(ColorSettings settings, String stack) {
    return NOBODYS_DOMAIN.matcher(settings.alertEmail()).matches()
        ? List.of(
            "%s is \"%s\", at a domain reserved for examples: no alarm reaches anyone. Fix: pulumi config set %1$s ADDRESS -s %s"
                .formatted(Key.ALERT_EMAIL.qualified(), settings.alertEmail(), stack))
        : List.of();
  }
}
