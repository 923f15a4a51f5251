package payments.local.drill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import payments.local.emulator.AwsClients;
import payments.local.pulumi.PulumiProject;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * All that a tool can change, read anew, by name: the states and their history, the settings, the
 * records, and the lease.
 *
 * @param content what each holds
 */
record Snapshot(Map<String, String> content) {
  private static final String LEASE = "lease";

  /** Copies the map. */
  Snapshot {
    content = Map.copyOf(content);
  }

  static Snapshot of(Scene scene) {
    Map<String, String> content = new TreeMap<>();
    Site site = scene.site();
    for (Path folder : List.of(site.layout().pulumiState(), site.layout().pulumiProject())) {
      try (Stream<Path> files = Files.walk(folder)) {
        files
            .filter(Files::isRegularFile)
            .forEach(file -> content.put(folder.relativize(file).toString(), read(file)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    Sample weights = scene.sampler().look();
    content.put("records", "%s/%s".formatted(weights.blue(), weights.green()));
    content.put(LEASE, lease(site));
    return new Snapshot(content);
  }

  /** The same without the lease, which a tool that runs renews. */
  Snapshot withoutLease() {
    Map<String, String> rest = new TreeMap<>(content);
    rest.remove(LEASE);
    return new Snapshot(rest);
  }

  /** The names of what is not as it was, is new, or is gone. */
  Set<String> changed(Snapshot before) {
    Set<String> names = new TreeSet<>(content.keySet());
    names.addAll(before.content.keySet());
    names.removeIf(
        name -> content.containsKey(name) && content.get(name).equals(before.content.get(name)));
    return names;
  }

  private static String lease(Site site) {
    String table =
        site.pulumi().outputs(PulumiProject.SHARED).get("shiftLeaseTableName").getAsString();
    return site.aws()
        .get(DynamoDbClient.class, DynamoDbClient::builder, AwsClients.REGIONS.get(0))
        .scan(request -> request.tableName(table).consistentRead(true))
        .items()
        .toString();
  }

  private static String read(Path file) {
    try {
      return Base64.getEncoder().encodeToString(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
