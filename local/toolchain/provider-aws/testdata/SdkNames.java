import com.pulumi.core.annotations.CustomType;
import com.pulumi.core.annotations.Export;
import com.pulumi.core.annotations.Import;
import com.pulumi.core.annotations.ResourceType;
import java.io.BufferedWriter;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * Prints every property name that the Pulumi AWS SDK for Java has, from its own annotations, one a line:
 *
 * <pre>TOKEN  in|out|required  path.to[].property</pre>
 *
 * Arguments: the SDK's jar, then the resource and function tokens wanted (none means all). Run with the SDK on the class path.
 */
public final class SdkNames {
  private static PrintWriter out;
  private static Set<String> wanted;

  public static void main(String[] args) throws Exception {
    out = new PrintWriter(new BufferedWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8)));
    wanted = new TreeSet<>(Arrays.asList(args).subList(1, args.length));
    List<String> classes;
    try (JarFile jar = new JarFile(args[0])) {
      classes = jar.stream().map(JarEntry::getName).filter(name -> name.endsWith("Args.class"))
          .map(name -> name.replaceAll("Args[.]class$", "").replace('/', '.')).sorted().toList();
    }
    for (String name : classes) {
      if (name.contains(".inputs.Get")) {
        function(name);
      } else if (!name.contains(".inputs.")) {
        resource(name);
      }
    }
    out.flush();
  }

  private static void resource(String name) {
    Class<?> resource = find(name);
    ResourceType type = resource == null ? null : resource.getAnnotation(ResourceType.class);
    if (type == null || unwanted(type.type())) {
      return;
    }
    inputs(type.type(), "", find(name + "Args"), new ArrayDeque<>());
    for (Field field : resource.getDeclaredFields()) {
      Export export = field.getAnnotation(Export.class);
      if (export != null) {
        describe(type.type(), "out", export.name(), field.getGenericType(), new ArrayDeque<>());
      }
    }
  }

  /** A function's token follows from the names of its argument and result classes. */
  private static void function(String name) {
    Class<?> result = find(name.replace(".inputs.", ".outputs.") + "Result");
    if (result == null || name.endsWith("Plain")) {
      return;
    }
    String[] parts = name.substring("com.pulumi.aws.".length()).split("[.]");
    String module = parts.length == 2 ? "index" : parts[0];
    String function = "get" + parts[parts.length - 1].substring("Get".length());
    String token = "aws:" + module + "/" + function + ":" + function;
    if (!unwanted(token)) {
      inputs(token, "", find(name + "Args"), new ArrayDeque<>());
      outputs(token, "", result, new ArrayDeque<>());
    }
  }

  private static boolean unwanted(String token) {
    return !wanted.isEmpty() && !wanted.contains(token);
  }

  private static Class<?> find(String name) {
    try {
      return Class.forName(name, false, SdkNames.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      return null;
    }
  }

  private static void inputs(String token, String prefix, Class<?> args, Deque<Class<?>> inside) {
    if (inside.contains(args)) {
      out.println(token + "\tin\t" + prefix + "*");
      return;
    }
    inside.push(args);
    for (Field field : args.getDeclaredFields()) {
      Import property = field.getAnnotation(Import.class);
      if (property == null) {
        continue;
      }
      if (property.required() && prefix.isEmpty()) {
        out.println(token + "\trequired\t" + property.name());
      }
      describe(token, "in", prefix + property.name(), field.getGenericType(), inside);
    }
    inside.pop();
  }

  private static void outputs(String token, String prefix, Class<?> type, Deque<Class<?>> inside) {
    if (inside.contains(type)) {
      out.println(token + "\tout\t" + prefix + "*");
      return;
    }
    inside.push(type);
    for (Class<?> builder : type.getDeclaredClasses()) {
      for (Method setter : builder.getDeclaredMethods()) {
        CustomType.Setter annotation = setter.getAnnotation(CustomType.Setter.class);
        if (annotation != null && !setter.isVarArgs()) {
          String name = annotation.value().isEmpty() ? setter.getName() : annotation.value();
          describe(token, "out", prefix + name, setter.getGenericParameterTypes()[0], inside);
        }
      }
    }
    inside.pop();
  }

  /** Unwraps Output, Optional, List and Map, then prints a leaf or goes into a nested type. */
  private static void describe(String token, String side, String path, Type type, Deque<Class<?>> inside) {
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      switch (((Class<?>) generic.getRawType()).getSimpleName()) {
        case "Output", "Optional" -> describe(token, side, path, arguments[0], inside);
        case "List" -> describe(token, side, path + "[]", arguments[0], inside);
        case "Map" -> describe(token, side, path + "{}", arguments[1], inside);
        default -> out.println(token + "\t" + side + "\t" + path);
      }
      return;
    }
    if (type instanceof Class<?> raw && raw.getName().startsWith("com.pulumi.aws.")) {
      if (side.equals("in") && raw.getName().endsWith("Args")) {
        inputs(token, path + ".", raw, inside);
        return;
      }
      if (side.equals("out") && raw.getAnnotation(CustomType.class) != null) {
        outputs(token, path + ".", raw, inside);
        return;
      }
    }
    out.println(token + "\t" + side + "\t" + path);
  }
}
