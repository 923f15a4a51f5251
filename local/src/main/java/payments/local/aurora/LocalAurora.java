package payments.local.aurora;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import payments.local.Layout;
import payments.local.Settings;
import payments.local.process.ProcessRegistry;

/**
 * Keeps one MariaDB server running for each Aurora cluster, and its endpoints' names pointing to
 * it. It only ever compares what RDS says with what runs, so that plain {@code pulumi up} and
 * {@code pulumi destroy} work, and a restart finds its servers again.
 */
public final class LocalAurora {
  private final Layout layout;
  private final ProcessRegistry processes;
  private final MariaDbDistribution distribution;
  private final Addresses addresses;
  private final HostsFile hosts;

  /**
   * @param settings the loopback addresses to use
   * @param layout where data, logs and the hosts file are
   * @param processes where the servers' processes are recorded
   * @param distribution the server program
   */
  public LocalAurora(
      Settings settings,
      Layout layout,
      ProcessRegistry processes,
      MariaDbDistribution distribution) {
    this.layout = layout;
    this.processes = processes;
    this.distribution = distribution;
    this.addresses = new Addresses(addressFile(layout), settings.databaseNet());
    this.hosts = new HostsFile(layout.hostsFile());
  }

  /** Where the addresses of the clusters are remembered. */
  public static Path addressFile(Layout layout) {
    return layout.aurora().resolve("addresses");
  }

  /**
   * Brings what runs in line with the clusters that exist.
   *
   * @param clusters all that exist; never an empty list because of an error, since that deletes
   *     data
   */
  public void reconcile(List<Cluster> clusters) {
    Set<String> wanted = new HashSet<>();
    clusters.forEach(cluster -> wanted.add(cluster.key()));
    for (String key : present()) {
      if (!wanted.contains(key)) {
        server(key).delete();
      }
    }
    addresses.retain(wanted);

    Map<String, String> names = new TreeMap<>();
    for (Cluster cluster : clusters) {
      String address = addresses.of(cluster.key());
      names.put(cluster.endpoint(), address);
      names.put(cluster.readerEndpoint(), address);
    }
    hosts.write(names);

    for (Cluster cluster : clusters) {
      server(cluster.key()).serve(cluster, addresses.of(cluster.key()));
    }
  }

  private Set<String> present() {
    Set<String> keys = new HashSet<>();
    if (!Files.isDirectory(layout.aurora())) {
      return keys;
    }
    try (Stream<Path> folders = Files.list(layout.aurora())) {
      folders
          .filter(Files::isDirectory)
          .forEach(folder -> keys.add(folder.getFileName().toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return keys;
  }

  private MariaDbServer server(String key) {
    return new MariaDbServer(distribution, processes, key, layout.aurora(), layout.logs());
  }
}
