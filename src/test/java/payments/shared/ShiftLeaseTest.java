package payments.shared;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.aws.dynamodb.Table;
import com.pulumi.core.Output;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import payments.testing.Deployed;
import payments.testing.Expect;
import payments.testing.Made;
import payments.testing.Program;
import payments.testing.Samples;

final class ShiftLeaseTest {
  private static Deployed deployed;

  @BeforeAll
  static void deployOnce() {
    deployed =
        Program.in(Samples.REGION)
            .deploy(
                context ->
                    Map.of(
                        "tableName",
                        new ShiftLease("shift", Samples.labels(), Output.of("sessions-key"))
                            .tableName));
  }

  @Test
  void lease_shouldMakeExactlyThese() {
    Expect.resources(
        deployed, "payments:shared:ShiftLease shift", "aws:dynamodb/table:Table shift-lease");
    assertThat(deployed.outputs())
        .containsExactly(Map.entry("tableName", "payments-dev-shift-lease"));
  }

  @Test
  void table_shouldBeEncryptedAndHoldNothingButTheLease() {
    Expect.inputs(
        deployed.only(Table.class),
        """
        {"name": "payments-dev-shift-lease", "billingMode": "PAY_PER_REQUEST",
         "attributes": [{"name": "name", "type": "S"}], "hashKey": "name",
         "serverSideEncryption": {"enabled": true, "kmsKeyArn": "sessions-key"}}
        """);
  }

  /** A cut-over keeps nothing there that could be missed. */
  @Test
  void table_shouldGoWithItsStack() {
    assertThat(deployed.resources()).noneMatch(Made::protect);
  }
}
