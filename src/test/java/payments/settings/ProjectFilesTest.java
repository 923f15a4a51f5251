package payments.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** The project's own files, which the CLI reads before the program does. */
final class ProjectFilesTest {
  @Test
  void project_shouldDeclareEverySetting_andNoOther() throws IOException {
    assertThat(declared().keySet())
        .containsExactlyInAnyOrderElementsOf(Stream.of(Key.values()).map(Key::qualified).toList());
  }

  @Test
  void project_shouldGiveEverySettingATypeAndADescription() throws IOException {
    assertThat(declared())
        .allSatisfy(
            (key, declaration) -> {
              assertThat(declaration.get("type")).as(key).isIn("string", "object");
              assertThat(declaration.get("description").toString()).as(key).endsWith(".");
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"shared", "blue", "green"})
  void stackFiles_shouldBeAccepted(String stack) throws IOException {
    assertThat(settings(stack).common().environmentSuffix()).isEqualTo(stack);
  }

  @ParameterizedTest
  @ValueSource(strings = {"blue", "green"})
  void stackFiles_shouldPutEachColorWhereSharedSaysItIs(String stack) throws IOException {
    var color = (ColorSettings) settings(stack);
    var shared = (SharedSettings) settings("shared");

    assertThat(color.color().id()).isEqualTo(stack);
    assertThat(color.blueGreen()).isTrue();
    assertThat(color.common().region()).isEqualTo(shared.regions().of(color.color()));
  }

  /** Its calls would be in the way of every payment; see {@code FunctionParts}. */
  @Test
  void function_shouldHaveNoLibraryThatTraces() throws IOException {
    assertThat(Files.readString(Path.of("function", "pom.xml")))
        .doesNotContainIgnoringCase("xray", "opentelemetry");
  }

  private static Settings settings(String stack) throws IOException {
    var values = new TreeMap<String, String>();
    declared().forEach((key, declaration) -> values.put(key, text(declaration.get("default"))));
    config("Pulumi." + stack + ".yaml").forEach((key, value) -> values.put(key, text(value)));
    return SettingsReader.read(new StackConfig(stack, values, Set.of()));
  }

  /** As the CLI hands a value to the program: what is not a single value, as JSON. */
  private static String text(Object value) {
    return value instanceof Map ? new Gson().toJson(value) : value.toString();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Map<String, Object>> declared() throws IOException {
    return (Map<String, Map<String, Object>>) (Map<String, ?>) config("Pulumi.yaml");
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> config(String file) throws IOException {
    Map<String, Object> content = new Yaml().load(Files.readString(Path.of(file)));
    return (Map<String, Object>) content.get("config");
  }
}
