package payments.testing;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import payments.json.JsonNumber;
import payments.json.JsonObject;

/** Events of a DynamoDB stream, as Lambda gets them. */
public final class StreamEvents {
  private StreamEvents() {}

  public static JsonObject event(JsonObject... records) {
    return new JsonObject().with("Records", List.of(records));
  }

  public static JsonObject record(String sequenceNumber, String name, Map<String, Object> image) {
    Object id = image == null ? Map.of("S", "t-1") : image.getOrDefault("sessionId", Map.of());
    return new JsonObject()
        .with("eventID", "event-" + sequenceNumber)
        .with("eventName", name)
        .with("eventSource", "aws:dynamodb")
        .with(
            "dynamodb",
            new JsonObject()
                .with("ApproximateCreationDateTime", new JsonNumber("1001.5"))
                .with("Keys", Map.of("sessionId", id))
                .with("NewImage", image)
                .with("SequenceNumber", sequenceNumber)
                .with("StreamViewType", "NEW_AND_OLD_IMAGES"));
  }

  /** The image of a completed payment. */
  public static Map<String, Object> completed(String id) {
    Map<String, Object> image = new TreeMap<>();
    image.put("sessionId", Map.of("S", id));
    image.put("userId", Map.of("S", "user-1"));
    image.put("createdAt", Map.of("N", "1000"));
    image.put("completedAt", Map.of("N", "1001"));
    image.put("status", Map.of("S", "completed"));
    image.put("amount", Map.of("N", "10.5"));
    image.put("currency", Map.of("S", "USD"));
    image.put("color", Map.of("S", "green"));
    image.put("region", Map.of("S", "us-west-2"));
    image.put("answer", Map.of("S", "{}"));
    return image;
  }
}
