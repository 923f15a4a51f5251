package payments.shift.pulumi;

import com.pulumi.automation.CommandException;
import com.pulumi.automation.CommandResult;
import com.pulumi.automation.CommandRunOptions;
import com.pulumi.automation.ConcurrentUpdateException;
import com.pulumi.automation.PulumiCommand;
import com.pulumi.automation.Version;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Says what a real CLI says of three stacks, and keeps what it was asked to change. */
final class FakeCli implements PulumiCommand {
  /** Changes only, without what the Automation API always adds. */
  final List<String> changes = Collections.synchronizedList(new ArrayList<>());

  /** The stacks that were previewed. */
  final List<String> previewed = new ArrayList<>();

  /** By stack, what its next updates say on standard error when they fail. */
  final Map<String, Deque<String>> failures = new HashMap<>();

  /** By color, its updates. */
  final Map<String, String> histories = new HashMap<>();

  int historiesRead;

  String weights = "{\"blue\":100,\"green\":0}";
  String setting = weights;
  String stacks =
      "[{\"name\":\"shared\",\"resourceCount\":9},{\"name\":\"blue\",\"resourceCount\":0}]";

  @Override
  public Version version() {
    return Version.of(3, 259);
  }

  void fails(String stack, String error) {
    failures.computeIfAbsent(stack, it -> new ArrayDeque<>()).add(error);
  }

  @Override
  public CommandResult run(List<String> arguments, CommandRunOptions options)
      throws CommandException {
    String line = String.join(" ", arguments);
    if (line.startsWith("up ")) {
      return up(arguments, options);
    }
    if (line.startsWith("config set-all")) {
      changes.add(line);
      return said("");
    }
    if (line.startsWith("cancel")) {
      changes.add(line);
      return said("");
    }
    if (line.startsWith("preview")) {
      previewed.add(stack(arguments, options));
      throw new CommandException(new CommandResult(255, "", "error: previewed"));
    }
    String stack = stack(arguments, options);
    if (line.startsWith("stack history") && !stack.equals("shared")) {
      historiesRead++;
      return said(histories.getOrDefault(stack, "[]"));
    }
    return said(answer(line));
  }

  /** As the CLI knows which stack is meant. */
  private static String stack(List<String> arguments, CommandRunOptions options) {
    return arguments.contains("--stack")
        ? after(arguments, "--stack")
        : options.additionalEnv().getOrDefault("PULUMI_STACK", "whatever a person selected");
  }

  private String answer(String line) {
    if (line.startsWith("stack output")) {
      return "{\"trafficWeights\":" + weights + "}";
    }
    if (line.startsWith("stack ls")) {
      return stacks;
    }
    if (line.startsWith("stack history")) {
      return """
          [{"kind":"update","startTime":"2026-01-01T00:00:00.000Z","endTime":"2026-01-01T00:00:40.000Z",
            "message":"shift blue to green: 90/10","result":"succeeded","environment":{},
            "config":{"payments:trafficWeights":{"value":"{\\"blue\\":90,\\"green\\":10}","secret":false}}}]
          """;
    }
    if (line.startsWith("config get")) {
      return "{\"value\":\"%s\",\"secret\":false}".formatted(setting.replace("\"", "\\\""));
    }
    return "";
  }

  private CommandResult up(List<String> arguments, CommandRunOptions options)
      throws CommandException {
    String stack = after(arguments, "--stack");
    String failure = failures.getOrDefault(stack, new ArrayDeque<>()).poll();
    if (failure != null) {
      var result = new CommandResult(255, "", failure);
      throw StackLock.isConflict(failure)
          ? new ConcurrentUpdateException(result)
          : new CommandException(result);
    }
    changes.add(
        "up of %s at %s%s%s: %s"
            .formatted(
                stack,
                after(arguments, "--target"),
                arguments.contains("--refresh") ? " read anew" : "",
                options.additionalEnv().getOrDefault("MAVEN_OPTS", "").contains("useIncremental")
                    ? " as built"
                    : "",
                after(arguments, "--message")));
    return said("");
  }

  /** An option's value, whether it is an argument of its own or not. */
  private static String after(List<String> arguments, String option) {
    return arguments.stream()
        .filter(it -> it.startsWith(option + "="))
        .map(it -> it.substring(option.length() + 1))
        .findFirst()
        .orElseGet(() -> arguments.get(arguments.indexOf(option) + 1));
  }

  private static CommandResult said(String output) {
    return new CommandResult(0, output, "");
  }
}
