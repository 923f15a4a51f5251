package payments;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import payments.testing.Program;
import payments.testing.Samples;

final class StackOutputsTest {
  /** A name that no stack writes would be a promise to nobody; a name written twice, a mix-up. */
  @Test
  void names_shouldBeDistinctAndAllBeWritten() throws IllegalAccessException {
    var names = new ArrayList<String>();
    for (var field : StackOutputs.class.getFields()) {
      if (Modifier.isStatic(field.getModifiers())) {
        names.add((String) field.get(null));
      }
    }

    assertThat(names).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(written());
  }

  private static Set<String> written() {
    // The keys within sessionTables.
    var written = new TreeSet<>(List.of("tableArn", "streamArn", "keyArn"));
    written.addAll(
        Program.in("us-east-1")
            .deploy(context -> SharedStack.build(Samples.shared()))
            .outputs()
            .keySet());
    written.addAll(
        Program.in("us-east-1")
            .deploy(
                context ->
                    ColorStack.build(
                        Samples.color("blue", "blueGreen", "true"),
                        Path.of("function.zip"),
                        Optional.of(SharedValues.of(Samples.sharedOutputs()))))
            .outputs()
            .keySet());
    return written;
  }
}
