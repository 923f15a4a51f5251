package payments.local.load;

/**
 * What was sent in one second and answered by one color, whenever the answer came; requests without
 * an answer yet are not in it. So {@code sent = ok + retried + failed}.
 *
 * @param second since the load began, from 0
 * @param color the color that answered; {@link Paid#NOBODY} if none did
 * @param sent requests
 * @param ok those that say that the payment is taken
 * @param retried those after which it is sent again
 * @param failed those after which its customer gives it up
 */
public record Second(int second, String color, int sent, int ok, int retried, int failed) {

  Second plus(Outcome outcome) {
    return new Second(
        second,
        color,
        sent + 1,
        ok + (outcome == Outcome.OK ? 1 : 0),
        retried + (outcome == Outcome.RETRIED ? 1 : 0),
        failed + (outcome == Outcome.FAILED ? 1 : 0));
  }
}
