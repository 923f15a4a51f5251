package payments.settings;

/** A stack's settings: those of the shared stack or those of a color. */
public sealed interface Settings permits SharedSettings, ColorSettings {
  /** The settings that both kinds of stack have. */
  CommonSettings common();
}
