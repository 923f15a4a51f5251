package payments.shift.console;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.Map;

/**
 * Where the tool reads and writes.
 *
 * @param in answers of a person
 * @param out what was asked for
 * @param err mistakes
 * @param asks whether a person can answer
 * @param live whether {@code out} can be drawn over
 * @param colored whether {@code out} may have colors: not with <a
 *     href="https://no-color.org">NO_COLOR</a>
 */
public record Terminal(
    BufferedReader in,
    PrintStream out,
    PrintStream err,
    boolean asks,
    boolean live,
    boolean colored) {

  /** That of this process. */
  public static Terminal here(Map<String, String> environment) {
    boolean live = terminal(1) && !"dumb".equals(environment.get("TERM"));
    return new Terminal(
        new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())),
        System.out,
        System.err,
        terminal(0) && terminal(1),
        live,
        live && environment.getOrDefault("NO_COLOR", "").isEmpty());
  }

  /** Java knows of both input and output at once only. */
  private static boolean terminal(int descriptor) {
    try {
      return new ProcessBuilder("test", "-t", Integer.toString(descriptor))
              .inheritIO()
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
