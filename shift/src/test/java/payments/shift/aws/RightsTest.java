package payments.shift.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What operators are told to allow is what the tool calls. */
class RightsTest {
  private static final Pattern CALLED = Pattern.compile("\"([a-z0-9]+:[A-Z]\\w+)\"");
  private static final Pattern WRITTEN = Pattern.compile("`([a-z0-9]+:[A-Z]\\w+)`");

  @Test
  void operationsPage_shouldListEveryAction_andNoOther() throws IOException {
    Set<String> called = new TreeSet<>();
    try (var files = Files.list(Path.of("src/main/java/payments/shift/aws"))) {
      for (Path file : files.toList()) {
        collect(CALLED, Files.readString(file), called);
      }
    }
    String page = Files.readString(Path.of("../docs/operations.md"));
    String section = page.substring(page.indexOf("## Rights of the cut-over"));
    Set<String> written = new TreeSet<>();
    collect(WRITTEN, section.substring(0, section.indexOf("\n## ")), written);
    written.removeIf(action -> action.startsWith("kms:"));

    assertThat(called).contains("cloudwatch:GetMetricData").isEqualTo(written);
  }

  private static void collect(Pattern pattern, String text, Set<String> found) {
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
  }
}
