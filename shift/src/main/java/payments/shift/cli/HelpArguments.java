package payments.shift.cli;

import picocli.CommandLine.Option;

/** What every command explains itself by. */
final class HelpArguments {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this, do nothing.")
  boolean help;
}
