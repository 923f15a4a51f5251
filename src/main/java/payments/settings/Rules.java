package payments.settings;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import payments.naming.Cidr;
import payments.naming.Labels;
import payments.naming.SubnetPlan;

/** The rule of every setting, with AWS's own limits behind it. */
final class Rules {
  /**
   * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
   */
  private static final List<Integer> LOG_RETENTION_DAYS =
      List.of(
          1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557,
          2922, 3288, 3653);

  private static final Pattern REGION =
      Pattern.compile(
          "(af|ap|ca|eu|il|me|mx|sa|us)-(north|south|east|west|central|"
              + "northeast|northwest|southeast|southwest)-[1-9]");

  private static final String LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";

  /**
   * ACM takes at most 64 characters as a certificate's first name, and ours is {@code *.<domain>}.
   */
  private static final int MAX_DOMAIN_LENGTH = 62;

  private static final int MAX_TAGS = 46;

  private Rules() {}

  static Rule<Role> role() {
    return choice(Map.of("shared", Role.SHARED, "color", Role.COLOR), "shared or color", "color");
  }

  static Rule<String> environmentSuffix() {
    return new Rule<>(
        "lower-case letters, digits and single hyphens between them, at most "
            + Labels.MAX_SUFFIX_LENGTH
            + " characters",
        text ->
            Optional.of(text)
                .filter(it -> it.matches("[a-z0-9]+(-[a-z0-9]+)*"))
                .filter(it -> it.length() <= Labels.MAX_SUFFIX_LENGTH),
        "prod");
  }

  static Rule<Color> color() {
    return new Rule<>("blue or green", Color::of, "blue");
  }

  static Rule<Boolean> flag() {
    return choice(Map.of("true", true, "false", false), "true or false", "true");
  }

  static Rule<String> region() {
    return matching(REGION, "the name of an AWS Region such as us-east-1", "us-east-1");
  }

  static Rule<String> domainName() {
    return new Rule<>(
        "a host name of two or more labels in lower case, at most "
            + MAX_DOMAIN_LENGTH
            + " characters",
        text ->
            Optional.of(text)
                .filter(it -> it.matches("(" + LABEL + "\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])"))
                .filter(it -> it.length() <= MAX_DOMAIN_LENGTH),
        "pay.example.com");
  }

  static Rule<String> hostedZoneId() {
    return matching(
        Pattern.compile("Z[A-Z0-9]{1,31}"),
        "the id of an existing Route 53 hosted zone, without /hostedzone/",
        "Z0123456789ABCDEFGHIJ");
  }

  static Rule<PerColor<Integer>> trafficWeights() {
    return new Rule<>(
        "blue and green, each a whole number from 0 to 100, together 100",
        text ->
            perColor(text, value -> wholeNumber(value, 0, 100))
                .filter(weights -> weights.blue() + weights.green() == 100),
        List.of(".blue 100", ".green 0"));
  }

  static Rule<PerColor<String>> regions() {
    return new Rule<>(
        "blue and green, two different AWS Regions",
        text ->
            perColor(text, region().parser())
                .filter(regions -> !regions.blue().equals(regions.green())),
        List.of(".blue us-east-1", ".green us-west-2"));
  }

  static Rule<SubnetPlan> vpcCidr() {
    return new Rule<>(
        "an IPv4 block from /16 to /20 that starts on its own boundary",
        text ->
            Cidr.parse(text)
                .filter(block -> block.prefix() >= 16 && block.prefix() <= 20)
                .map(SubnetPlan::new),
        "10.0.0.0/16");
  }

  static Rule<String> dbMasterUsername() {
    return matching(
        Pattern.compile("[a-zA-Z][a-zA-Z0-9]{0,15}"),
        "a letter, then at most 15 letters and digits",
        "admin");
  }

  static Rule<String> dbEngineVersion() {
    return matching(
        Pattern.compile("8\\.0\\.mysql_aurora\\.3\\.\\d{1,2}\\.\\d{1,2}"),
        "a version of Aurora MySQL 3, as 8.0.mysql_aurora.3.x.y",
        "8.0.mysql_aurora.3.10.0");
  }

  static Rule<String> dbInstanceClass() {
    return matching(
        Pattern.compile("db\\.(serverless|[a-z0-9]+\\.[a-z0-9]+)"),
        "db.serverless or a class such as db.r6g.large",
        "db.serverless");
  }

  static Rule<String> alertEmail() {
    return matching(
        Pattern.compile("[a-zA-Z0-9._%+-]+@[a-zA-Z0-9.-]+\\.[a-zA-Z]{2,}"),
        "an e-mail address",
        "alerts@example.com");
  }

  static Rule<Integer> between(int least, int most, String unit, int example) {
    return new Rule<>(
        "a whole number from " + least + " to " + most + unit,
        text -> wholeNumber(text, least, most),
        Integer.toString(example));
  }

  static Rule<FunctionRuntime> functionRuntime() {
    var runtimes =
        Stream.of(FunctionRuntime.values())
            .collect(Collectors.toMap(FunctionRuntime::id, Function.identity()));
    return choice(runtimes, "java21 or provided.al2023", "java21");
  }

  static Rule<Integer> logRetentionDays() {
    return new Rule<>(
        "one of CloudWatch's periods: "
            + LOG_RETENTION_DAYS.stream().map(String::valueOf).collect(Collectors.joining(", ")),
        text -> wholeNumber(text, 1, 3653).filter(LOG_RETENTION_DAYS::contains),
        "90");
  }

  /** https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html */
  static Rule<Map<String, String>> tags() {
    return new Rule<>(
        "at most "
            + MAX_TAGS
            + " names of 1 to 128 characters with values of at most 256; letters, digits, spaces and _.:/=+-@; not "
            + String.join(", ", Labels.OWN_TAGS)
            + " and not aws:",
        text -> object(text).flatMap(Rules::tags),
        List.of(".CostCenter 1234"));
  }

  private static Optional<Map<String, String>> tags(JsonObject object) {
    var tags = new TreeMap<String, String>();
    for (var entry : object.entrySet()) {
      var value = scalar(entry.getValue());
      if (value.isEmpty()
          || !entry.getKey().matches("(?!(?i)aws:)[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]{1,128}")
          || !value.get().matches("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]{0,256}")
          || Labels.OWN_TAGS.contains(entry.getKey())) {
        return Optional.empty();
      }
      tags.put(entry.getKey(), value.get());
    }
    return Optional.<Map<String, String>>of(tags).filter(it -> it.size() <= MAX_TAGS);
  }

  private static <T> Rule<T> choice(Map<String, T> choices, String allowed, String example) {
    return new Rule<>(allowed, text -> Optional.ofNullable(choices.get(text)), example);
  }

  private static Rule<String> matching(Pattern pattern, String allowed, String example) {
    return new Rule<>(
        allowed, text -> Optional.of(text).filter(pattern.asMatchPredicate()), example);
  }

  private static Optional<Integer> wholeNumber(String text, int least, int most) {
    return Optional.of(text)
        .filter(it -> it.matches("0|[1-9]\\d{0,8}"))
        .map(Integer::valueOf)
        .filter(number -> number >= least && number <= most);
  }

  private static <T> Optional<PerColor<T>> perColor(
      String text, Function<String, Optional<T>> parser) {
    return object(text)
        .filter(it -> it.keySet().equals(Set.of(Color.BLUE.id(), Color.GREEN.id())))
        .flatMap(
            it ->
                scalar(it.get(Color.BLUE.id()))
                    .flatMap(parser)
                    .flatMap(
                        blue ->
                            scalar(it.get(Color.GREEN.id()))
                                .flatMap(parser)
                                .map(green -> new PerColor<>(blue, green))));
  }

  private static Optional<JsonObject> object(String text) {
    try {
      return Optional.of(JsonParser.parseString(text))
          .filter(JsonElement::isJsonObject)
          .map(JsonElement::getAsJsonObject);
    } catch (JsonParseException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> scalar(JsonElement element) {
    return Optional.of(element).filter(JsonElement::isJsonPrimitive).map(JsonElement::getAsString);
  }
}
