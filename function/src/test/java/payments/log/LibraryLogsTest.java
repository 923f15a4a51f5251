package payments.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In a process of its own: logging is set up once per process. */
class LibraryLogsTest {
  @TempDir Path folder;

  /** Logs as the JDBC wrapper does, after that class was made ready. */
  static final class Library {
    public static void main(String... args) throws ClassNotFoundException {
      Class.forName(args[0]);
      Logger.getLogger("software.amazon.jdbc.plugin.AwsSecretsManagerConnectionPlugin")
          .log(Level.WARNING, "secret", new IllegalStateException("secret"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"payments.function.LedgerHandler", "payments.function.PaymentHandler"})
  void handlers_shouldPrintNothingOfLibraries(String handler) throws Exception {
    assertThat(printed(handler)).isEmpty();
  }

  /** Else the test above would show nothing. */
  @Test
  void libraries_shouldPrint_whenNobodyIsSilenced() throws Exception {
    assertThat(printed("java.lang.String")).contains("WARNING: secret");
  }

  private String printed(String prepared) throws Exception {
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    Library.class.getName(),
                    prepared))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
    } finally {
      process.destroyForcibly();
    }
    return Files.readString(output, StandardCharsets.UTF_8);
  }
}
