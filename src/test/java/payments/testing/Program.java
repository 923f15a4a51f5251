package payments.testing;

import com.pulumi.Context;
import com.pulumi.core.Output;
import com.pulumi.resources.Resource;
import com.pulumi.resources.ResourceOptions;
import com.pulumi.resources.ResourceTransformation;
import com.pulumi.test.PulumiTest;
import com.pulumi.test.TestOptions;
import com.pulumi.test.internal.PulumiTestInternal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/**
 * Runs a program, or a part of one, against mocks. Never from a static initializer: the program
 * runs on another thread, which would wait for its class, and the class for it.
 *
 * <p>Pulumi's public test API takes no configuration, hence its internal one.
 *
 * <pre>{@code
 * var deployed = Program.in("us-east-1").deploy(context -> SharedStack.build(settings));
 * }</pre>
 */
public final class Program {
  /**
   * Who deploys. The same in every run, since Pulumi's AWS library keeps the configuration of the
   * first one.
   */
  private static final Map<String, String> AWS =
      Map.of(
          "aws:profile", "deployer",
          "aws:assumeRole",
              "{\"roleArn\":\"arn:aws:iam::123456789012:role/deploy\",\"externalId\":\"x\","
                  + "\"sessionName\":\"ci\"}",
          "aws:allowedAccountIds", "[\"123456789012\"]",
          "aws:forbiddenAccountIds", "[\"210987654321\"]",
          "aws:s3UsePathStyle", "true",
          "aws:skipCredentialsValidation", "true",
          "aws:skipRequestingAccountId", "true");

  /** Errors are for the test to look at, not for its output. */
  private static final Logger SILENT = Logger.getAnonymousLogger();

  static {
    SILENT.setUseParentHandlers(false);
  }

  private final String region;
  private String stack = "blue";
  private Map<String, Object> sharedOutputs = Map.of();

  private Program(String region) {
    this.region = region;
  }

  /** A program whose stack is in this Region. */
  public static Program in(String region) {
    return new Program(region);
  }

  /** Names the stack; blue by default. */
  public Program stack(String name) {
    this.stack = name;
    return this;
  }

  /** What a reference to the shared stack finds; nothing by default. */
  public Program sharedOutputs(Map<String, Object> outputs) {
    this.sharedOutputs = outputs;
    return this;
  }

  /** Makes the shared stack one that does not exist. */
  public Program withoutSharedStack() {
    this.sharedOutputs = null;
    return this;
  }

  /** Runs a program that must succeed. */
  public Deployed deploy(Function<Context, Map<String, Output<?>>> program) {
    var deployed = run(program);
    if (!deployed.errors().isEmpty()) {
      throw new AssertionError(String.join("\n", deployed.errors()));
    }
    return deployed;
  }

  /** Runs a program that may fail. */
  public Deployed run(Function<Context, Map<String, Output<?>>> program) {
    var aws = new MockAws(region, sharedOutputs);
    var options = new ConcurrentHashMap<String, ResourceOptions>();
    try {
      var result =
          PulumiTestInternal.builder()
              .mocks(aws)
              .standardLogger(SILENT)
              .config(AWS)
              .options(
                  TestOptions.builder()
                      .projectName("payments")
                      .stackName(stack)
                      .resourceTransformations(List.of(remember(options)))
                      .build())
              .build()
              .runTest(context -> program.apply(context).forEach(context::export));
      var outputs = new TreeMap<String, Object>();
      if (result.exitCode() == 0) {
        result.outputs().forEach((name, value) -> outputs.put(name, Deployed.resolve(value)));
      }
      var made =
          aws.requests.stream()
              .map(request -> made(request.type, request.name, request.inputs, options))
              .toList();
      return new Deployed(made, outputs, result.errors());
    } finally {
      PulumiTest.cleanup();
    }
  }

  private static ResourceTransformation remember(Map<String, ResourceOptions> options) {
    return args -> {
      options.put(key(args.resource()), args.options());
      return Optional.empty();
    };
  }

  private static Made made(
      String type, String name, Map<String, Object> inputs, Map<String, ResourceOptions> options) {
    var given = Optional.ofNullable(options.get(type + " " + name));
    return new Made(
        type,
        name,
        new LinkedHashMap<>(inputs),
        given
            .flatMap(ResourceOptions::getParent)
            .filter(it -> !it.pulumiResourceType().equals("pulumi:pulumi:Stack"))
            .map(Resource::pulumiResourceName),
        given.map(Program::dependencies).orElse(List.of()),
        given.map(ResourceOptions::isProtect).orElse(false),
        given.flatMap(ResourceOptions::getProvider).map(Resource::pulumiResourceName));
  }

  private static List<String> dependencies(ResourceOptions options) {
    return PulumiTest.extractValue(options.getDependsOn()).stream()
        .map(Resource::pulumiResourceName)
        .collect(Collectors.toList());
  }

  private static String key(Resource resource) {
    return resource.pulumiResourceType() + " " + resource.pulumiResourceName();
  }
}
