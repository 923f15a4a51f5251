package payments.shift.cli;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import payments.shift.aws.Periods;
import payments.shift.decision.Limit;
import payments.shift.decision.Metric;
import payments.shift.decision.Plan;
import payments.shift.probe.TestPayments;
import payments.shift.values.Durations;
import payments.shift.values.InvalidValueException;
import payments.shift.values.Problems.Problem;

/**
 * Turns the texts of options into values, and notes every mistake: option, value, and what it must
 * be. A text that is not understood gives some value, which is never used.
 */
final class OptionReader {
  /** Environment variable by which Pulumi itself is told where the project is. */
  static final String PROJECT_VARIABLE = "PULUMI_OPTION_CWD";

  private final Predicate<String> given;
  private final Map<String, String> environment;
  private final List<String> mistakes = new ArrayList<>();
  private int unread;

  /**
   * @param given whether an option is on the command line
   * @param environment the process's environment
   */
  OptionReader(Predicate<String> given, Map<String, String> environment) {
    this.given = given;
    this.environment = environment;
  }

  /** Everything that is wrong, in the order in which it was read. */
  List<String> mistakes() {
    return List.copyOf(mistakes);
  }

  /** Whether every text so far was understood and no value was refused. */
  boolean wellRead() {
    return unread == 0 && mistakes.isEmpty();
  }

  Duration duration(String option, String text) {
    return read(option, text, Durations.FORM, Durations::read, Duration.ZERO);
  }

  long number(String option, String text) {
    return read(option, text, "a whole number", parsed(Long::valueOf), 0L);
  }

  int integer(String option, String text) {
    return read(option, text, "a whole number", parsed(Integer::valueOf), 0);
  }

  double decimal(String option, String text) {
    return read(option, text, "a number", parsed(Double::valueOf), 0.0);
  }

  /** Empty if it is not given. */
  OptionalInt rate(String option, String text) {
    if (text == null) {
      return OptionalInt.empty();
    }
    return OptionalInt.of(
        read(
            option,
            text,
            "calls a second, from 1 to " + TestPayments.MAX_PER_SECOND,
            parsed(Integer::valueOf).andThen(rate -> rate.filter(OptionReader::possible)),
            0));
  }

  List<Integer> percents(String option, String text) {
    return read(
        option,
        text,
        "whole percentages with commas between, such as 10,50,100",
        parsed(
            it -> Stream.of(it.split(",", -1)).map(String::strip).map(Integer::valueOf).toList()),
        List.of());
  }

  /** Empty if it is not given, or none; given twice it is a mistake, whichever comes last. */
  Optional<String> color(String option, List<String> texts) {
    if (texts == null) {
      return Optional.empty();
    }
    Optional<String> color = texts.stream().filter(Colors.ALL::contains).findFirst();
    if (color.isEmpty() || texts.size() > 1) {
      note(option, "'" + String.join(" ", texts) + "'", String.join(" or ", Colors.ALL));
    }
    return color;
  }

  /** Empty if it is not given. */
  Optional<URI> address(String option, String text) {
    return ifGiven(
        option,
        text,
        "an address without a path, such as http://localhost:8080",
        parsed(URI::create).andThen(address -> address.filter(OptionReader::base)),
        URI.create(""));
  }

  /** Empty if it is not given; its folder must exist. */
  Optional<Path> file(String option, String text) {
    return ifGiven(
        option,
        text,
        "a file in a folder that exists",
        parsed(OptionReader::absolute).andThen(file -> file.filter(OptionReader::writable)),
        Path.of(""));
  }

  /** The usual limits, but for those that are given; of two of one metric, the later. */
  Map<Metric, Limit> limits(String option, List<String> texts) {
    var limits = new EnumMap<Metric, Limit>(Plan.DEFAULT_LIMITS);
    for (String text : Optional.ofNullable(texts).orElse(List.of())) {
      LimitText read =
          read(
              option,
              text,
              LimitText.allowed(text),
              LimitText::read,
              new LimitText(Metric.SERVER_ERRORS, 0));
      limits.put(read.metric(), read.limit());
    }
    return limits;
  }

  Path project(String text) {
    Optional<String> variable =
        Optional.ofNullable(environment.get(PROJECT_VARIABLE)).filter(it -> !it.isBlank());
    return read(
        text == null && variable.isPresent() ? PROJECT_VARIABLE : "--project",
        Optional.ofNullable(text).or(() -> variable).orElse(absolute("").toString()),
        "a folder with a Pulumi.yaml",
        parsed(OptionReader::absolute)
            .andThen(it -> it.filter(folder -> Files.exists(folder.resolve("Pulumi.yaml")))),
        Path.of(""));
  }

  Periods periods(String length, String delay) {
    return checked(
        Periods.DEFAULT,
        () -> new Periods(duration("--metric-period", length), duration("--metric-delay", delay)));
  }

  /**
   * Values that belong together, checked by their own rules; these are not asked where a text was
   * not understood, since they would find fault with what nobody wrote.
   *
   * @param otherwise what is given instead of bad ones
   * @param values reads them
   */
  <T> T checked(T otherwise, Supplier<T> values) {
    int before = unread;
    try {
      return values.get();
    } catch (InvalidValueException e) {
      if (unread == before) {
        e.problems().forEach(this::note);
      }
      return otherwise;
    }
  }

  private <T> Optional<T> ifGiven(
      String option, String text, String allowed, Function<String, Optional<T>> form, T otherwise) {
    return text == null
        ? Optional.empty()
        : Optional.of(read(option, text, allowed, form, otherwise));
  }

  /** No text at all is where picocli gave up, and has said why. */
  private <T> T read(
      String option, String text, String allowed, Function<String, Optional<T>> form, T otherwise) {
    Optional<T> read = Optional.ofNullable(text).map(String::strip).flatMap(form);
    if (read.isPresent()) {
      return read.get();
    }
    unread++;
    if (text != null) {
      note(option, "'" + text + "'", allowed);
    }
    return otherwise;
  }

  private void note(Problem problem) {
    String option = "--" + problem.key().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    String value = given.test(option) ? problem.value() : problem.value() + " by default";
    note(option, value, problem.allowed());
  }

  private void note(String option, String value, String allowed) {
    mistakes.add("%s is %s: must be %s".formatted(option, value, allowed));
  }

  private static <T> Function<String, Optional<T>> parsed(Function<String, T> form) {
    return text -> {
      try {
        return Optional.of(form.apply(text));
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    };
  }

  /** Below the current folder if it is relative: Pulumi runs in the project's. */
  private static Path absolute(String text) {
    return Path.of(text).toAbsolutePath().normalize();
  }

  private static boolean writable(Path file) {
    return file.getParent() != null
        && Files.isDirectory(file.getParent())
        && !Files.isDirectory(file);
  }

  private static boolean possible(int rate) {
    return rate >= 1 && rate <= TestPayments.MAX_PER_SECOND;
  }

  private static boolean base(URI address) {
    boolean http = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
    boolean path = !"".equals(address.getPath()) && !"/".equals(address.getPath());
    return http && address.getHost() != null && !path && address.getQuery() == null;
  }
}
