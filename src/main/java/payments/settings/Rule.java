package payments.settings;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What one setting may be.
 *
 * @param allowed the rule in words
 * @param parser the value for a text, or empty if the text breaks the rule
 * @param examples what to set: one value, or for an object one {@code .property value} for each
 *     property
 */
record Rule<T>(String allowed, Function<String, Optional<T>> parser, List<String> examples) {
  Rule(String allowed, Function<String, Optional<T>> parser, String example) {
    this(allowed, parser, List.of(example));
  }

  /** The command that sets a key to this rule's example. */
  String fix(String key, String stack) {
    return examples.stream()
        .map(
            example ->
                example.startsWith(".")
                    ? "pulumi config set --path " + key + example
                    : "pulumi config set " + key + " " + example)
        .map(command -> command + " -s " + stack)
        .collect(Collectors.joining(" && "));
  }
}
