package payments.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import payments.testing.Samples;

final class WarningsTest {
  @Test
  void of_shouldSayThatNobodyIsTold_whenTheAddressIsTheDefault() {
    assertThat(Warnings.of(Samples.color("blue"), "prod"))
        .containsExactly(
            "payments:alertEmail is \"alerts@example.com\", at a domain reserved for examples: no"
                + " alarm reaches anyone. Fix: pulumi config set payments:alertEmail ADDRESS -s"
                + " prod");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a@example.org",
        "a@example.net",
        "a@Example.COM",
        "a@mail.example.com",
        "a@bank.example",
        "a@bank.test",
        "a@bank.invalid"
      })
  void of_shouldKnowEveryDomainOfNobody(String address) {
    assertThat(Warnings.of(Samples.color("blue", "alertEmail", address), "blue")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a@bank.com", "a@myexample.com", "example.com@bank.com", "a@example.com.au"})
  void of_shouldBeSilent_whenSomebodyMayBeThere(String address) {
    assertThat(Warnings.of(Samples.color("blue", "alertEmail", address), "blue")).isEmpty();
  }
}
