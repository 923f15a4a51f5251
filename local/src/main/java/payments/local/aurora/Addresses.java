package payments.local.aurora;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import payments.local.files.AtomicFile;

/**
 * Which loopback address stands for which cluster. A cluster keeps its address while it exists,
 * over restarts too; a new one gets the lowest that is free.
 */
public final class Addresses {
  private static final int LAST = 254;

  private final Path file;
  private final String net;
  private final Map<String, Integer> numbers = new TreeMap<>();

  /**
   * @param file where they are remembered
   * @param net the first three bytes, as {@code 127.0.1}
   */
  public Addresses(Path file, String net) {
    this.file = file;
    this.net = net;
    if (Files.exists(file)) {
      try {
        for (String line : Files.readAllLines(file)) {
          int space = line.indexOf(' ');
          numbers.put(line.substring(space + 1), Integer.parseInt(line.substring(0, space)));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Forgets every cluster but these. */
  public void retain(Collection<String> keys) {
    if (numbers.keySet().retainAll(keys)) {
      save();
    }
  }

  /**
   * The address of a cluster.
   *
   * @throws IllegalStateException if all are taken
   */
  public String of(String key) {
    if (!numbers.containsKey(key)) {
      int free = 1;
      while (numbers.containsValue(free)) {
        free++;
      }
      if (free > LAST) {
        throw new IllegalStateException("no address is free in " + net);
      }
      numbers.put(key, free);
      save();
    }
    return net + "." + numbers.get(key);
  }

  private void save() {
    String text =
        numbers.entrySet().stream()
            .map(entry -> entry.getValue() + " " + entry.getKey() + "\n")
            .collect(Collectors.joining());
    AtomicFile.write(file, text);
  }
}
