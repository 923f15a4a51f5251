package payments.shift.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import payments.shift.decision.Found;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

class WeightedRecordsTest {
  private static final ResourceRecordSet BLUE = record(RRType.A, "blue", 90L);
  private static final ResourceRecordSet GREEN = record(RRType.A, "green", 10L);

  @Test
  void weights_shouldBeByDirection_whateverTheOrderOfRecords() {
    var records = WeightedRecords.of(List.of(GREEN, BLUE));

    assertThat(records.weights("blue", "green")).contains(new Found(90, 10));
    assertThat(records.weights("green", "blue")).contains(new Found(10, 90));
    assertThat(records.problem("blue", "green")).isEmpty();
  }

  @Test
  void weights_shouldBeEmpty_whenAColorHasNoWeightedRecord() {
    var simple = ResourceRecordSet.builder().name("origin").type(RRType.A).build();
    var records = WeightedRecords.of(List.of(BLUE, simple, record(RRType.TXT, "green", 10L)));

    assertThat(records.weights("blue", "green")).isEmpty();
    assertThat(records.problem("blue", "green")).contains("green has no weighted A record");
    assertThat(records.weight("green")).isEmpty();
  }

  @Test
  void weights_shouldBeEmpty_whenAThirdRecordTakesCustomers() {
    assertThat(
            WeightedRecords.of(List.of(BLUE, GREEN, record(RRType.A, "purple", 1L)))
                .problem("blue", "green"))
        .contains("a third record, purple, has the weight 1");
    assertThat(
            WeightedRecords.of(List.of(BLUE, GREEN, record(RRType.A, "purple", 0L)))
                .weights("blue", "green"))
        .contains(new Found(90, 10));
  }

  @Test
  void weights_shouldBeEmpty_whenBothKindsOfAddressDisagree() {
    var records = WeightedRecords.of(List.of(BLUE, GREEN, record(RRType.AAAA, "green", 50L)));

    assertThat(records.weights("blue", "green")).isEmpty();
    assertThat(records.problem("blue", "green"))
        .contains("green has the weight 10 in its A record and 50 in its AAAA record");
    assertThat(
            WeightedRecords.of(List.of(BLUE, GREEN, record(RRType.AAAA, "green", 10L)))
                .weights("blue", "green"))
        .contains(new Found(90, 10));
  }

  @Test
  void weights_shouldBeAsFound_whenTheyAreNotSane() {
    var records = WeightedRecords.of(List.of(BLUE, record(RRType.A, "green", 255L)));

    assertThat(records.weights("blue", "green")).contains(new Found(90, 255));
  }

  private static ResourceRecordSet record(RRType type, String id, long weight) {
    return ResourceRecordSet.builder().type(type).setIdentifier(id).weight(weight).build();
  }
}
