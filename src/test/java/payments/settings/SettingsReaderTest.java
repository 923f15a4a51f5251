package payments.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import payments.naming.Cidr;
import payments.naming.SubnetPlan;

class SettingsReaderTest {
  private static final Map<String, String> COLOR = Map.of("aws:region", "us-east-1");
  private static final Map<String, String> SHARED =
      Map.of(
          "aws:region", "us-east-1",
          "payments:role", "shared",
          "payments:domainName", "pay.example.com",
          "payments:hostedZoneId", "Z0123456789");

  @Nested
  class Defaults {
    @Test
    void color() {
      assertThat(readColor())
          .isEqualTo(
              new ColorSettings(
                  new CommonSettings("blue", "us-east-1", true, Map.of()),
                  Color.BLUE,
                  false,
                  new SubnetPlan(Cidr.parse("10.0.0.0/16").orElseThrow()),
                  new DatabaseSettings("admin", "8.0.mysql_aurora.3.10.0", "db.serverless", 2),
                  new FunctionSettings(512, 60, FunctionRuntime.JAVA_21),
                  new ThrottleSettings(500, 1000),
                  "alerts@example.com",
                  90));
    }

    @Test
    void shared() {
      assertThat(readShared())
          .isEqualTo(
              new SharedSettings(
                  new CommonSettings("shared", "us-east-1", true, Map.of()),
                  "pay.example.com",
                  "Z0123456789",
                  new PerColor<>(100, 0),
                  new PerColor<>("us-east-1", "us-west-2")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{}"})
    void blankCountsAsNotSet(String blank) {
      assertThat(readShared("trafficWeights", blank, "functionMemory", blank))
          .isEqualTo(readShared());
    }

    @Test
    void colorIsTheStacksName() {
      assertThat(((ColorSettings) read("green", COLOR)).color()).isEqualTo(Color.GREEN);
    }

    @Test
    void colorIsRequired_whenTheStacksNameIsNone() {
      assertThat(problemsOf("dev", COLOR, "color", ""))
          .containsExactly(
              new Problem(
                  "payments:color",
                  "not set and the stack's name is \"dev\"",
                  "blue or green",
                  "pulumi config set payments:color blue -s dev"));
    }

    @Test
    void suffixIsRequired_whenTheStacksNameCannotBeOne() {
      assertThat(keysOf(problemsOf("Dev_1", COLOR, "color", "blue")))
          .containsExactly("payments:environmentSuffix");
    }
  }

  @Nested
  class Mappings {
    @Test
    void color() {
      assertThat(
              readColor(
                  "role", "color",
                  "environmentSuffix", "prod-1",
                  "protectData", "false",
                  "tags", "{\"CostCenter\":\"12\"}",
                  "color", "green",
                  "blueGreen", "true",
                  "vpcCidr", "10.16.0.0/20",
                  "dbMasterUsername", "Boss1",
                  "dbEngineVersion", "8.0.mysql_aurora.3.8.1",
                  "dbInstanceClass", "db.r6g.large",
                  "dbInstances", "3",
                  "alertEmail", "ops@bank.example",
                  "functionMemory", "1024",
                  "functionTimeout", "30",
                  "functionRuntime", "provided.al2023",
                  "apiRateLimit", "20",
                  "apiBurstLimit", "7",
                  "logRetentionDays", "365"))
          .isEqualTo(
              new ColorSettings(
                  new CommonSettings("prod-1", "us-east-1", false, Map.of("CostCenter", "12")),
                  Color.GREEN,
                  true,
                  new SubnetPlan(Cidr.parse("10.16.0.0/20").orElseThrow()),
                  new DatabaseSettings("Boss1", "8.0.mysql_aurora.3.8.1", "db.r6g.large", 3),
                  new FunctionSettings(1024, 30, FunctionRuntime.PROVIDED),
                  new ThrottleSettings(20, 7),
                  "ops@bank.example",
                  365));
    }

    @Test
    void shared() {
      assertThat(
              readShared(
                  "trafficWeights", "{\"blue\":30,\"green\":\"70\"}",
                  "regions", "{\"blue\":\"us-east-1\",\"green\":\"eu-west-1\"}"))
          .extracting(SharedSettings::trafficWeights, SharedSettings::regions)
          .containsExactly(new PerColor<>(30, 70), new PerColor<>("us-east-1", "eu-west-1"));
    }
  }

  @Nested
  class Accepted {
    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "environmentSuffix | a",
          "environmentSuffix | abcdefghij-123456789",
          "protectData       | true",
          "vpcCidr           | 10.0.0.0/16",
          "vpcCidr           | 172.16.240.0/20",
          "dbMasterUsername  | a",
          "dbMasterUsername  | abcdefghijklmnop",
          "dbEngineVersion   | 8.0.mysql_aurora.3.11.0",
          "dbInstanceClass   | db.serverless",
          "dbInstances       | 1",
          "dbInstances       | 15",
          "alertEmail        | a.b+c@d-e.org",
          "functionMemory    | 128",
          "functionMemory    | 10240",
          "functionTimeout   | 30",
          "functionTimeout   | 900",
          "functionRuntime   | provided.al2023",
          "apiRateLimit      | 1",
          "apiRateLimit      | 100000",
          "apiBurstLimit     | 1",
          "apiBurstLimit     | 100000",
          "logRetentionDays  | 1",
          "logRetentionDays  | 3653",
        })
    void inAColor(String key, String value) {
      assertThat(readColor(key, value)).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "domainName     | a.io",
          "domainName     | payments.of.the-bank.example",
          "hostedZoneId   | Z1",
          "trafficWeights | {\"blue\":0,\"green\":100}",
          "regions        | {\"blue\":\"us-west-2\",\"green\":\"us-east-1\"}",
        })
    void inShared(String key, String value) {
      assertThat(readShared(key, value)).isNotNull();
    }
  }

  @Nested
  class Refused {
    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "role              | Shared",
          "role              | both",
          "environmentSuffix | Prod",
          "environmentSuffix | a_b",
          "environmentSuffix | -a",
          "environmentSuffix | a-",
          "environmentSuffix | a--b",
          "environmentSuffix | abcdefghijklmnopqrstu",
          "protectData       | yes",
          "protectData       | True",
          "protectData       | 1",
          "tags              | [\"a\"]",
          "tags              | {\"Name\":\"x\"}",
          "tags              | {\"Project\":\"x\"}",
          "tags              | {\"aws:x\":\"x\"}",
          "tags              | {\"a\":{\"b\":\"c\"}}",
          "tags              | {\"a\":\"<b>\"}",
          "tags              | {\"\":\"b\"}",
          "tags              | nothing",
          "color             | red",
          "color             | Blue",
          "blueGreen         | on",
          "vpcCidr           | 10.0.0.0",
          "vpcCidr           | 10.0.0.0/15",
          "vpcCidr           | 10.0.0.0/21",
          "vpcCidr           | 10.0.1.0/16",
          "vpcCidr           | 256.0.0.0/16",
          "dbMasterUsername  | 1a",
          "dbMasterUsername  | a_b",
          "dbMasterUsername  | abcdefghijklmnopq",
          "dbEngineVersion   | 5.7.mysql_aurora.2.12.5",
          "dbEngineVersion   | 8.0",
          "dbInstanceClass   | r6g.large",
          "dbInstances       | 0",
          "dbInstances       | 16",
          "dbInstances       | 2.0",
          "dbInstances       | two",
          "alertEmail        | nobody",
          "alertEmail        | a@b",
          "functionMemory    | 127",
          "functionMemory    | 10241",
          "functionMemory    | 99999999999999999999",
          "functionTimeout   | 29",
          "functionTimeout   | 901",
          "functionTimeout   | -1",
          "functionRuntime   | python3.9",
          "functionRuntime   | java8",
          "apiRateLimit      | 0",
          "apiRateLimit      | 100001",
          "apiRateLimit      | 0.5",
          "apiBurstLimit     | 0",
          "apiBurstLimit     | 100001",
          "apiBurstLimit     | unlimited",
          "logRetentionDays  | 0",
          "logRetentionDays  | 91",
        })
    void inAColor(String key, String value) {
      var problem = only(problemsOf("blue", COLOR, key, value));

      assertThat(problem.key()).isEqualTo("payments:" + key);
      assertThat(problem.value()).isEqualTo("\"" + value + "\"");
      assertThat(problem.allowed()).isNotBlank();
      assertThat(problem.fix()).contains("payments:" + key).endsWith(" -s blue");
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "domainName     | localhost",
          "domainName     | Pay.example.com",
          "domainName     | pay.example.com.",
          "domainName     | https://pay.example.com",
          "domainName     | -a.example.com",
          "domainName     | a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q.r.s.t.u.v.w.x.y.z.example.com",
          "hostedZoneId   | /hostedzone/Z1",
          "hostedZoneId   | z1",
          "trafficWeights | {\"blue\":100}",
          "trafficWeights | {\"blue\":60,\"green\":60}",
          "trafficWeights | {\"blue\":0,\"green\":0}",
          "trafficWeights | {\"blue\":150,\"green\":-50}",
          "trafficWeights | {\"blue\":50.5,\"green\":49.5}",
          "trafficWeights | {\"blue\":50,\"green\":50,\"red\":0}",
          "trafficWeights | {\"blue\":[50],\"green\":50}",
          "trafficWeights | 50/50",
          "regions        | {\"blue\":\"us-east-1\",\"green\":\"us-east-1\"}",
          "regions        | {\"blue\":\"us-east-1\",\"green\":\"mars-1\"}",
          "regions        | {\"blue\":\"us-east-1\"}",
        })
    void inShared(String key, String value) {
      var problem = only(problemsOf("shared", SHARED, key, value));

      assertThat(problem.key()).isEqualTo("payments:" + key);
      assertThat(problem.value()).isEqualTo("\"" + value + "\"");
      assertThat(problem.fix()).endsWith(" -s shared");
    }

    @Test
    void moreThan46Tags() {
      var tags =
          IntStream.range(0, 47)
              .mapToObj(i -> "\"t%d\":\"v\"".formatted(i))
              .collect(Collectors.joining(",", "{", "}"));

      assertThat(keysOf(problemsOf("blue", COLOR, "tags", tags))).containsExactly("payments:tags");
    }

    @ParameterizedTest
    @ValueSource(strings = {"domainName", "hostedZoneId"})
    void missing(String key) {
      assertThat(only(problemsOf("shared", SHARED, key, "")))
          .extracting(Problem::key, Problem::value)
          .containsExactly("payments:" + key, "not set");
    }

    @Test
    void missingRegion() {
      assertThat(only(problemsOf("blue", Map.of())))
          .isEqualTo(
              new Problem(
                  "aws:region",
                  "not set",
                  "the name of an AWS Region such as us-east-1",
                  "pulumi config set aws:region us-east-1 -s blue"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"us-gov-east-1", "cn-north-1", "useast1", "us-east-1a"})
    void region(String region) {
      assertThat(keysOf(problemsOf("blue", Map.of("aws:region", region))))
          .containsExactly("aws:region");
    }

    @Test
    void sharedStackOutsideTheColorsRegions() {
      var values = new TreeMap<>(SHARED);
      values.put("aws:region", "eu-west-1");

      assertThat(only(problemsOf("shared", values)).allowed())
          .isEqualTo("one of payments:regions, us-east-1 or us-west-2");
    }

    @ParameterizedTest
    @CsvSource({
      "functionMemry, payments:functionMemory",
      "colour, payments:color",
      "trafficWeight, payments:trafficWeights",
      "bluegreen, payments:blueGreen"
    })
    void unknownKey(String key, String nearest) {
      var problem = only(problemsOf("blue", COLOR, key, "x"));

      assertThat(problem.allowed()).endsWith("the nearest is " + nearest);
      assertThat(problem.fix()).isEqualTo("pulumi config rm payments:" + key + " -s blue");
    }

    @Test
    void keysOfTheOtherRole() {
      assertThat(problemsOf("blue", COLOR, "trafficWeights", "{\"blue\":100,\"green\":0}"))
          .containsExactly(
              new Problem(
                  "payments:trafficWeights",
                  "\"{\"blue\":100,\"green\":0}\"",
                  "only where payments:role is shared",
                  "pulumi config rm payments:trafficWeights -s blue"));
      assertThat(only(problemsOf("shared", SHARED, "functionMemory", "512")).allowed())
          .isEqualTo("only where payments:role is color");
    }

    @Test
    void encryptedSetting_withoutShowingIt() {
      var config =
          new StackConfig(
              "blue",
              Map.of("aws:region", "us-east-1", "payments:dbMasterUsername", "9hidden"),
              Set.of("payments:dbMasterUsername"));

      assertThatThrownBy(() -> SettingsReader.read(config))
          .hasMessageContaining("payments:dbMasterUsername is encrypted")
          .hasMessageNotContaining("9hidden");
    }

    @Test
    void everythingAtOnce() {
      var error =
          errorOf(
              "shared",
              Map.of("payments:role", "shared", "aws:profile", "bank"),
              "trafficWeights",
              "{\"blue\":60,\"green\":60}",
              "protectData",
              "maybe",
              "domainNam",
              "pay.example.com");

      assertThat(keysOf(error.problems()))
          .containsExactly(
              "aws:region",
              "payments:domainNam",
              "payments:domainName",
              "payments:hostedZoneId",
              "payments:protectData",
              "payments:trafficWeights");
      assertThat(error)
          .hasMessageStartingWith("The configuration of stack shared has 6 mistakes:\n")
          .hasMessageContaining(
              "payments:trafficWeights is \"{\"blue\":60,\"green\":60}\"; allowed: blue and green, each a whole"
                  + " number from 0 to 100, together 100. Fix: pulumi config set --path"
                  + " payments:trafficWeights.blue 100 -s shared && pulumi config set --path"
                  + " payments:trafficWeights.green 0 -s shared");
    }
  }

  @Test
  void keysOfOtherNamespacesAreNobodysBusiness() {
    var values = new TreeMap<>(COLOR);
    values.put("aws:skipMetadataApiCheck", "true");

    assertThat(read("blue", values)).isEqualTo(readColor());
  }

  private static ColorSettings readColor(String... changes) {
    return (ColorSettings) read("blue", with(COLOR, changes));
  }

  private static SharedSettings readShared(String... changes) {
    return (SharedSettings) read("shared", with(SHARED, changes));
  }

  private static Settings read(String stack, Map<String, String> values) {
    return SettingsReader.read(new StackConfig(stack, values, Set.of()));
  }

  private static SettingsException errorOf(
      String stack, Map<String, String> values, String... changes) {
    return catchThrowableOfType(SettingsException.class, () -> read(stack, with(values, changes)));
  }

  private static List<Problem> problemsOf(
      String stack, Map<String, String> values, String... changes) {
    return errorOf(stack, values, changes).problems();
  }

  private static List<String> keysOf(List<Problem> problems) {
    return problems.stream().map(Problem::key).toList();
  }

  private static Problem only(List<Problem> problems) {
    assertThat(problems).hasSize(1);
    return problems.get(0);
  }

  private static Map<String, String> with(Map<String, String> values, String... changes) {
    var all = new TreeMap<>(values);
    for (int i = 0; i < changes.length; i += 2) {
      all.put("payments:" + changes[i], changes[i + 1]);
    }
    return all;
  }
}
