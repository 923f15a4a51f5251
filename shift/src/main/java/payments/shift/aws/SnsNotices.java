package payments.shift.aws;

import java.util.List;
import java.util.function.Consumer;
import payments.shift.cutover.Notices;
import payments.shift.cutover.ShiftException;

/** Notices to the topics that both colors' alarms go to, each in its own Region. */
public final class SnsNotices implements Notices {
  /**
   * What a <a href="https://docs.aws.amazon.com/sns/latest/api/API_Publish.html">subject</a> may
   * have: 100 printable ASCII characters.
   */
  private static final int MAX_SUBJECT = 100;

  private final AwsClients aws;
  private final List<ColorOutputs> colors;
  private final Consumer<String> shown;

  /**
   * @param aws the clients
   * @param colors both colors' outputs
   * @param shown is told of a notice that could not be sent
   */
  public SnsNotices(AwsClients aws, List<ColorOutputs> colors, Consumer<String> shown) {
    this.aws = aws;
    this.colors = List.copyOf(colors);
    this.shown = shown;
  }

  @Override
  public void send(String subject, String text) {
    for (ColorOutputs color : colors) {
      try {
        new AwsCall("sns:Publish", "a notice to " + color.topicArn())
            .answer(
                () ->
                    aws.sns(color.region())
                        .publish(
                            request ->
                                request
                                    .topicArn(color.topicArn())
                                    .subject(subject(subject))
                                    .message(text)));
      } catch (ShiftException e) {
        shown.accept(e.getMessage());
      }
    }
  }

  /** What SNS takes of a subject. */
  static String subject(String wanted) {
    String ascii = wanted.replaceAll("[^\\x21-\\x7e]+", " ").strip();
    return ascii.length() <= MAX_SUBJECT ? ascii : ascii.substring(0, MAX_SUBJECT - 3) + "...";
  }
}
