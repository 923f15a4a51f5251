package payments.shift.cli;

import static java.util.Map.entry;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import payments.shift.aws.Periods;
import payments.shift.decision.Evidence;
import payments.shift.decision.Pace;
import payments.shift.decision.Plan;
import payments.shift.values.Durations;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What an option is where nobody gives it, as text, so that the help shows what is used. */
final class Defaults implements IDefaultValueProvider {
  private static final Map<String, String> TEXTS =
      Map.ofEntries(
          entry(
              "--steps",
              Plan.DEFAULT_STEPS.stream().map(String::valueOf).collect(Collectors.joining(","))),
          entry("--bake", Durations.text(Pace.DEFAULT.bake())),
          entry("--prolongation", Durations.text(Pace.DEFAULT.prolongation())),
          entry("--keep-window", Durations.text(Pace.DEFAULT.keepWindow())),
          entry("--watch-interval", Durations.text(Pace.DEFAULT.watchInterval())),
          entry("--ttl", Durations.text(Pace.DEFAULT.ttl())),
          entry("--sync-limit", Durations.text(Pace.DEFAULT.syncLimit())),
          entry("--min-requests", Long.toString(Evidence.DEFAULT.minRequests())),
          entry("--share-points", plain(Evidence.DEFAULT.sharePoints())),
          entry("--resolvers", Integer.toString(Evidence.DEFAULT.resolvers())),
          entry("--metric-period", Durations.text(Periods.DEFAULT.length())),
          entry("--metric-delay", Durations.text(Periods.DEFAULT.delay())));

  @Override
  public String defaultValue(ArgSpec argument) {
    return argument instanceof OptionSpec option ? TEXTS.get(option.longestName()) : null;
  }

  static String plain(double number) {
    return new DecimalFormat("0.###", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(number);
  }
}
