package payments.shift.cli;

import picocli.CommandLine.Option;

/** Where the system is, as the command line has it. */
final class PlaceArguments {
  @Option(
      names = "--project",
      paramLabel = "DIR",
      description = "Folder of the Pulumi project; else PULUMI_OPTION_CWD, else the current one.")
  String project;

  @Option(
      names = "--probe-via",
      paramLabel = "URL",
      description =
          "Where to send requests to a color's own name, with that name as Host: for places without"
              + " its DNS, such as http://localhost:8080.")
  String probeVia;

  @Option(
      names = "--metric-period",
      paramLabel = "TIME",
      description = "Period of CloudWatch's metrics (default: ${DEFAULT-VALUE}).")
  String metricPeriod;

  @Option(
      names = "--metric-delay",
      paramLabel = "TIME",
      description = "How far behind complete figures are (default: ${DEFAULT-VALUE}).")
  String metricDelay;

  Place read(OptionReader options) {
    return new Place(
        options.project(project),
        options.address("--probe-via", probeVia),
        options.periods(metricPeriod, metricDelay));
  }
}
