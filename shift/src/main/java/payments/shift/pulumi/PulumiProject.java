package payments.shift.pulumi;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.pulumi.automation.AutomationException;
import com.pulumi.automation.CommandRunOptions;
import com.pulumi.automation.LocalPulumiCommand;
import com.pulumi.automation.LocalWorkspace;
import com.pulumi.automation.LocalWorkspaceOptions;
import com.pulumi.automation.PulumiCommand;
import com.pulumi.automation.StackSummary;
import com.pulumi.automation.WorkspaceStack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import payments.shift.cutover.BlockedException;
import payments.shift.cutover.ShiftException;

/** The project's folder, and the CLI on it, in the environment that the tool was started in. */
public final class PulumiProject {
  /** The stack that both colors read. */
  public static final String SHARED = "shared";

  private static final String CLI = "pulumi";
  private static final int SHOWN = 5;

  /** What the CLI, its backends and AWS's provider say where a person has to do something. */
  private static final Pattern BLOCKED =
      Pattern.compile(
          "incorrect passphrase|passphrase must be set|PULUMI_ACCESS_TOKEN must be set"
              + "|\\[40[13]]|AccessDenied|UnauthorizedOperation|ExpiredToken"
              + "|SSO session has expired|no EC2 IMDS role found");

  /** What the CLI would otherwise take for {@code --cwd}. */
  private static final String FOLDER_VARIABLE = "PULUMI_OPTION_CWD";

  /** Which stack is meant where no option says it. */
  private static final String STACK_VARIABLE = "PULUMI_STACK";

  private static final String MAVEN_VARIABLE = "MAVEN_OPTS";

  /**
   * For updates that run at the same time, after one that compiled the program: Maven writes its
   * record of what it saw anew in every run, and who reads it half written deletes all classes and
   * compiles them again, under the feet of the other update.
   */
  private static final String AS_BUILT = "-Dmaven.compiler.useIncrementalCompilation=false";

  private final Path folder;
  private final PulumiCommand command;
  private final LocalWorkspace compiling;
  private final LocalWorkspace asBuilt;

  /**
   * @param folder the folder with {@code Pulumi.yaml}, absolute
   * @param command the CLI
   */
  PulumiProject(Path folder, PulumiCommand command) throws AutomationException {
    this.folder = folder;
    this.command = command;
    this.compiling = workspace(Map.of());
    String options = System.getenv().getOrDefault(MAVEN_VARIABLE, "");
    this.asBuilt = workspace(Map.of(MAVEN_VARIABLE, (options + " " + AS_BUILT).strip()));
  }

  /**
   * Opens a project.
   *
   * @param folder the folder with {@code Pulumi.yaml}
   * @throws ShiftException if there is none, or no CLI
   */
  public static PulumiProject in(Path folder) {
    Path absolute = folder.toAbsolutePath().normalize();
    if (!Files.exists(absolute.resolve("Pulumi.yaml"))) {
      throw new ShiftException(
          "project is %s: has no Pulumi.yaml; name the folder that does with --project"
              .formatted(absolute));
    }
    try {
      return new PulumiProject(
          absolute, new SurvivingCommand(LocalPulumiCommand.create(), CLI, absolute));
    } catch (AutomationException e) {
      throw new ShiftException(
          "pulumi does not run: install its CLI and put it on PATH, or eval \"$(make -s env)\" for the local system: "
              + e.getMessage(),
          e);
    }
  }

  /** Where it is. */
  Path folder() {
    return folder;
  }

  /** A stack. */
  WorkspaceStack stack(String name) {
    try {
      // Some of the Automation API's commands go by the selected stack, and nothing is selected.
      return WorkspaceStack.select(name, workspace(Map.of(STACK_VARIABLE, name)));
    } catch (AutomationException e) {
      throw failed("pulumi stack " + name, e);
    }
  }

  /**
   * Updates. Not by the Automation API's own way, which reads all outputs after an update, secrets
   * in clear, and fails if one of them is not a text: {@code LocalWorkspace.getStackOutputs} in
   * 1.36.1, and the shared stack has objects.
   *
   * @throws AutomationException if it fails
   */
  void up(Update update, String message) throws AutomationException {
    var workspace = update.beside() ? asBuilt : compiling;
    var unused =
        command.run(
            update.arguments(message),
            CommandRunOptions.builder()
                .workingDir(folder)
                .additionalEnv(workspace.environmentVariables())
                .build());
  }

  /** Whether a stack exists and holds resources. */
  public boolean exists(String name) {
    return stacks().stream().anyMatch(it -> it.name().equals(name) && filled(it));
  }

  /** When each stack was updated last, by whatever; one that never was is not in it. */
  Map<String, Instant> updated() {
    return stacks().stream()
        .filter(it -> it.lastUpdate() != null)
        .collect(Collectors.toMap(StackSummary::name, StackSummary::lastUpdate));
  }

  private List<StackSummary> stacks() {
    try {
      return compiling.listStacks();
    } catch (AutomationException e) {
      throw failed("pulumi stack ls", e);
    }
  }

  private static boolean filled(StackSummary stack) {
    return Optional.ofNullable(stack.resourceCount()).orElse(0) > 0;
  }

  /** A stack's outputs. Not by the Automation API's own way either, for the same reasons. */
  public JsonObject outputs(String name) {
    String text = run("stack", "output", "--json", "--stack", name);
    try {
      return JsonParser.parseString(text).getAsJsonObject();
    } catch (JsonParseException | IllegalStateException e) {
      throw new ShiftException(
          "pulumi stack output of %s said what is not an object: %s".formatted(name, text), e);
    }
  }

  private String run(String... arguments) {
    try {
      return command
          .run(
              List.of(arguments),
              CommandRunOptions.builder()
                  .workingDir(folder)
                  .additionalEnv(compiling.environmentVariables())
                  .build())
          .standardOutput();
    } catch (AutomationException e) {
      throw failed("pulumi " + String.join(" ", arguments), e);
    }
  }

  /** What a failure of the CLI tells a person: its errors, or its last lines if it names none. */
  static ShiftException failed(String what, AutomationException e) {
    List<String> lines = e.getMessage().strip().lines().map(String::strip).distinct().toList();
    List<String> errors = lines.stream().filter(line -> line.contains("error:")).toList();
    List<String> shown =
        errors.isEmpty() ? lines.subList(Math.max(0, lines.size() - SHOWN), lines.size()) : errors;
    String told = "%s failed: %s".formatted(what, String.join("; ", shown));
    return BLOCKED.matcher(e.getMessage()).find()
        ? new BlockedException(told, e)
        : new ShiftException(told, e);
  }

  private LocalWorkspace workspace(Map<String, String> more) throws AutomationException {
    var variables = new HashMap<>(more);
    variables.put(FOLDER_VARIABLE, folder.toString());
    return LocalWorkspace.create(
        LocalWorkspaceOptions.builder()
            .workDir(folder)
            .pulumiCommand(command)
            .environmentVariables(variables)
            .build());
  }
}
