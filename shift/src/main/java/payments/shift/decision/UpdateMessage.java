package payments.shift.decision;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The message that an update of the stacks carries: what {@code pulumi stack history} shows, and
 * from which a tool that is started again knows what the last one was about.
 *
 * @param from the old color
 * @param to the new color
 * @param weights what the update sets
 * @param back why it goes back, at most 500 characters of it; empty if it goes on
 */
public record UpdateMessage(String from, String to, Weights weights, Optional<String> back) {
  private static final Pattern FORM =
      Pattern.compile(
          "shift (\\S+) to (\\S+): (\\d{1,3})/(\\d{1,3})(?:, back: (.+))?", Pattern.DOTALL);

  /** Whoever lists updates reads a line of each; a color that is bad in all it does says more. */
  static final int MOST_REASON = 500;

  /** Cuts the reason: what is ordered is what the history has. */
  public UpdateMessage {
    back = back.map(UpdateMessage::cut);
  }

  private static String cut(String reason) {
    return reason.length() <= MOST_REASON ? reason : reason.substring(0, MOST_REASON - 1) + "…";
  }

  /** The message as Pulumi gets it, such as {@code shift blue to green: 90/10}. */
  public String text() {
    return "shift %s to %s: %s%s"
        .formatted(from, to, weights, back.map(reason -> ", back: " + reason).orElse(""));
  }

  /** Reads one; empty if this is not the message of a cut-over. */
  public static Optional<UpdateMessage> read(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    var found = new Found(Integer.parseInt(form.group(3)), Integer.parseInt(form.group(4)));
    return found
        .sane()
        .map(
            weights ->
                new UpdateMessage(
                    form.group(1), form.group(2), weights, Optional.ofNullable(form.group(5))));
  }

  /** Whether the update set exactly that, whichever way its cut-over went. */
  boolean sets(Plan plan, Weights wanted) {
    return movesAs(plan)
        ? weights.equals(wanted)
        : from.equals(plan.to()) && to.equals(plan.from()) && weights.from() == wanted.to();
  }

  /** Whether its cut-over went from the same color to the same color. */
  boolean movesAs(Plan plan) {
    return from.equals(plan.from()) && to.equals(plan.to());
  }
}
