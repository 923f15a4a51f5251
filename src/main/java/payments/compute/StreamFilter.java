package payments.compute;

import java.util.List;

/**
 * Which stream records reach the ledger. A record is left out only when it is known to be no
 * payment: a claim that is still running, or a session that a self-test wrote. Anything else, a
 * status that nobody has thought of or none at all included, is the ledger's to judge, so that no
 * payment is dropped in silence. A completed payment that is a running claim again reaches it too,
 * for the failure queue: only the stream of the Region that held the completion tells of it.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-ddb-filtering.html">Event
 *     filtering</a>
 */
final class StreamFilter {
  /** A record that matches any one of these is passed on. */
  static final List<String> PATTERNS =
      List.of(
          written("{\"anything-but\":[\"processing\",\"lambda-processed\"]}"),
          written("{\"exists\":false}"),
          "{\"eventName\":[\"MODIFY\"],\"dynamodb\":{"
              + "\"OldImage\":{\"status\":{\"S\":[\"completed\"]}},"
              + "\"NewImage\":{\"status\":{\"S\":[\"processing\"]}}}}");

  private StreamFilter() {}

  private static String written(String status) {
    return "{\"eventName\":[\"INSERT\",\"MODIFY\"],"
        + "\"dynamodb\":{\"NewImage\":{\"status\":{\"S\":["
        + status
        + "]}}}}";
  }
}
