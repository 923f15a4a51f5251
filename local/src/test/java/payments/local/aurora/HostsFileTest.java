package payments.local.aurora;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostsFileTest {
  @TempDir private Path folder;

  @Test
  void write_shouldKeepLocalhost_sinceTheJdkAsksNobodyElse() {
    Path file = folder.resolve("hosts");

    new HostsFile(file).write(Map.of("b.example", "127.0.1.2", "a.example", "127.0.1.1"));

    assertThat(file).hasContent("127.0.0.1 localhost\n127.0.1.1 a.example\n127.0.1.2 b.example\n");
  }
}
