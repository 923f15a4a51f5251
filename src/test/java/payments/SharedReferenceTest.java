package payments;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.core.Output;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import payments.naming.HostNames;
import payments.settings.PerColor;
import payments.testing.Deployed;
import payments.testing.Program;
import payments.testing.Samples;

class SharedReferenceTest {
  @Test
  void read_shouldTurnUntypedOutputsIntoValues() {
    var read = new SharedValues[1];

    var deployed =
        Program.in("us-east-1")
            .sharedOutputs(Samples.sharedOutputs())
            .run(
                context -> {
                  read[0] = new SharedReference(context).read(Samples.color("blue"));
                  return Map.of();
                });

    assertThat(deployed.errors()).isEmpty();
    assertThat(read[0].trafficWeights()).isEqualTo(new PerColor<>(70, 30));
    assertThat(read[0].regions()).isEqualTo(new PerColor<>("us-east-1", "us-west-2"));
    assertThat(read[0].hosts()).isEqualTo(new HostNames("pay.example.com"));
    assertThat(read[0].hostedZoneId()).isEqualTo("Z0123456789");
    assertThat(read[0].sessionTableName()).isEqualTo("payments-shared-sessions");
    assertThat(read[0].sessionTables())
        .containsEntry(
            "us-west-2",
            new SharedValues.Copy(
                "arn:aws:dynamodb:us-west-2:123456789012:table/payments-shared-sessions",
                "arn:aws:dynamodb:us-west-2:123456789012:table/payments-shared-sessions/stream/1",
                "arn:aws:kms:us-west-2:123456789012:key/mrk-1"));
  }

  @Test
  void read_shouldNameTheStackAndTheCommand_whenThereIsNoSuchStack() {
    var deployed =
        Program.in("us-west-2")
            .stack("green")
            .withoutSharedStack()
            .run(
                context -> {
                  new SharedReference(context).read(Samples.color("green"));
                  return Map.of();
                });

    assertThat(deployed.errors())
        .containsExactly(
            "Stack organization/payments/shared cannot be read: unknown stack."
                + " Fix: pulumi up -s shared");
    assertThat(deployed.resources()).isEmpty();
  }

  @Test
  void read_shouldReadTheOneReferenceAndMakeNothing_whenSharedIsEmpty() {
    var deployed = read(Map.of(), "blue");

    assertThat(deployed.errors())
        .singleElement()
        .isEqualTo(
            "Stack organization/payments/shared is not deployed: it has no output trafficWeights,"
                + " regions, domainName, hostedZoneId, sessionTableName, sessionTables."
                + " Fix: pulumi up -s shared");
    assertThat(deployed.resources()).hasSize(1);
    assertThat(deployed.resources().get(0).type()).isEqualTo("pulumi:pulumi:StackReference");
  }

  @Test
  void read_shouldNameWhatIsMissing_whenSharedIsHalfMade() {
    var outputs = new TreeMap<>(Samples.sharedOutputs());
    outputs.remove("sessionTables");

    assertThat(read(outputs, "blue").errors())
        .singleElement()
        .asString()
        .contains("it has no output sessionTables. Fix:");
  }

  @Test
  void read_shouldRefuseAColorOutsideItsRegion() {
    var outputs = new TreeMap<>(Samples.sharedOutputs());
    outputs.put("regions", Map.of("blue", "us-west-2", "green", "us-east-1"));

    assertThat(read(outputs, "blue").errors())
        .singleElement()
        .isEqualTo(
            "The configuration of stack blue has one mistake:\n"
                + "  - aws:region is \"us-east-1\"; allowed: \"us-west-2\", which stack"
                + " organization/payments/shared names for blue."
                + " Fix: pulumi config set aws:region us-west-2 -s blue");
  }

  private static Deployed read(Map<String, Object> sharedOutputs, String color) {
    return Program.in(Samples.regionOf(color))
        .stack(color)
        .sharedOutputs(sharedOutputs)
        .run(
            context -> {
              new SharedReference(context).read(Samples.color(color));
              return Map.<String, Output<?>>of();
            });
  }
}
