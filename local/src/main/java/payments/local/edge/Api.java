package payments.local.edge;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The stage of an API under the names that its metrics have.
 *
 * @param region the API's Region, where its metrics are
 * @param name the API's name
 * @param stage the stage's name
 * @param methods the methods that have metrics of their own; none unless the stage has them on
 */
record Api(String region, String name, String stage, List<Method> methods) {

  Api {
    methods = List.copyOf(methods);
  }

  /**
   * A method of the API.
   *
   * @param verb the HTTP method
   * @param resource the resource's path, with parameters in braces
   */
  record Method(String verb, String resource) {
    private boolean serves(String wanted, List<String> path) {
      List<String> own = segments(resource);
      if (!verb.equals(wanted) || own.size() != path.size()) {
        return false;
      }
      for (int i = 0; i < own.size(); i++) {
        if (!parameter(own.get(i)) && !own.get(i).equals(path.get(i))) {
          return false;
        }
      }
      return true;
    }

    private long parameters() {
      return segments(resource).stream().filter(Method::parameter).count();
    }

    private static boolean parameter(String segment) {
      return segment.startsWith("{");
    }
  }

  /**
   * The method that serves a request. A resource without parameters goes before one with them.
   *
   * @param verb the request's method
   * @param path the request's path, without the query
   */
  Optional<Method> method(String verb, String path) {
    List<String> wanted = segments(path);
    return methods.stream()
        .filter(method -> method.serves(verb, wanted))
        .min(Comparator.comparingLong(Method::parameters));
  }

  private static List<String> segments(String path) {
    return List.of(path.split("/", -1));
  }
}
