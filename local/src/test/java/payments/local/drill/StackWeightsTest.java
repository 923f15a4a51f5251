package payments.local.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackWeightsTest {
  @TempDir Path folder;

  @Test
  void read_shouldTakeTheStacksOutput() throws IOException {
    assertThat(
            read(
                """
                {"checkpoint": {"latest": {"resources": [
                  {"type": "aws:dynamodb/table:Table", "outputs": {"trafficWeights": {"blue": 1, "green": 2}}},
                  {"type": "pulumi:pulumi:Stack", "outputs": {"trafficWeights": {"blue": 70, "green": 30}}}
                ]}}}
                """))
        .contains(new Weights(70, 30));
  }

  @Test
  void read_shouldBeEmpty_whereTheStackHasNone() throws IOException {
    assertThat(read("{\"checkpoint\": {\"latest\": {}}}")).isEmpty();
    assertThat(
            read(
                "{\"checkpoint\": {\"latest\": {\"resources\": [{\"type\": \"pulumi:pulumi:Stack\"}]}}}"))
        .isEmpty();
  }

  @Test
  void read_shouldBeEmpty_whereTheFileIsBeingReplaced() throws IOException {
    assertThat(read("{\"checkpoint\": {\"lat")).isEmpty();
    assertThat(new StackWeights(folder.resolve("none.json")).read()).isEmpty();
  }

  private java.util.Optional<Weights> read(String state) throws IOException {
    return new StackWeights(Files.writeString(folder.resolve("shared.json"), state)).read();
  }
}
