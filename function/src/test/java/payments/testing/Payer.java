package payments.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import payments.function.PaymentHandler;
import payments.testing.Calls.Answer;

/** Sends one payment, to either color and over every way in, and again as it is told to. */
public final class Payer {
  /** The payment t-1. */
  public static final String BODY =
      "{\"transactionId\":\"t-1\",\"amount\":10.5,\"currency\":\"EUR\",\"userId\":\"user-1\"}";

  /** How the payment comes in. */
  public enum Entry {
    HTTP,
    DIRECT
  }

  /** Where it goes. */
  public enum Color {
    BLUE,
    GREEN
  }

  private final Calls calls;
  private final TestClock clock;
  private final int tries;
  private final Map<Color, PaymentHandler> handlers = new EnumMap<>(Color.class);
  private final Set<String> answers = new HashSet<>();

  /**
   * Without handlers yet.
   *
   * @param calls whose log is shown when the payment is not taken
   * @param clock what the payer waits by
   * @param tries how often the payment is sent until it must be taken
   */
  public Payer(Calls calls, TestClock clock, int tries) {
    this.calls = calls;
    this.clock = clock;
    this.tries = tries;
  }

  /** From now on that color is this handler. */
  public void sendTo(Color color, PaymentHandler handler) {
    handlers.put(color, handler);
  }

  public PaymentHandler handler(Color color) {
    return handlers.get(color);
  }

  /** The different answers of all calls that took the payment. */
  public Set<String> answers() {
    return Set.copyOf(answers);
  }

  /** Sends the payment once; returns the status. */
  public int pay(Entry entry, Color color) {
    Object event = entry == Entry.HTTP ? Calls.post(BODY) : BODY;
    Answer answer = Calls.call(handlers.get(color), event);
    if (answer.status() == 200) {
      answers.add(answer.body());
    }
    return answer.status();
  }

  /** Sends the payment until it is taken, a minute apart, and fails if it never is. */
  public void payUntilTaken(Entry entry, Color color) {
    for (int i = 0; i < tries; i++) {
      int status = pay(entry, color);
      if (status == 200) {
        return;
      }
      assertThat(status).isIn(409, 503);
      clock.advance(Duration.ofSeconds(60));
    }
    throw new AssertionError("not taken after " + tries + " tries: " + calls.logged());
  }
}
