package payments.testing;

import com.pulumi.Context;
import com.pulumi.core.Output;
import com.pulumi.resources.Resource;
import com.pulumi.resources.ResourceOptions;
import com.pulumi.resources.ResourceTransformation;
import com.pulumi.test.PulumiTest;
import com.pulumi.test.TestOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Runs a program, or a part of one, against mocks.
 *
 * <pre>{@code
 * var deployed = Program.in("us-east-1").deploy(context -> SharedStack.build(settings));
 * }</pre>
 */
public final class Program {
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
          PulumiTest.withMocks(aws)
              .withOptions(
                  TestOptions.builder()
                      .projectName("payments")
                      .stackName(stack)
                      .resourceTransformations(List.of(remember(options)))
                      .build())
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
