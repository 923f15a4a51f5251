package payments.shift.aws;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import payments.shift.aws.FakeAws.Call;
import payments.shift.aws.FakeAws.Reply;

/**
 * A DynamoDB table of one item that evaluates conditions and updates by the rules of its
 * expressions, one request after the other: only what a lease uses of them.
 */
final class FakeTable {
  private static final Pattern ABSENT = Pattern.compile("attribute_not_exists\\((#\\w+)\\)");
  private static final Pattern COMPARED = Pattern.compile("(#\\w+) (=|<=|>) (:\\w+)");
  private static final Pattern SET = Pattern.compile("(#\\w+) = (if_not_exists\\(\\1, )?(:\\w+)");

  private JsonObject item = new JsonObject();
  private boolean denied;

  synchronized void deny() {
    denied = true;
  }

  synchronized Map<String, JsonElement> item() {
    return Map.copyOf(item.asMap());
  }

  synchronized Reply answer(Call call) {
    var request = JsonParser.parseString(call.body()).getAsJsonObject();
    if (denied) {
      return error("com.amazon.coral.service#AccessDeniedException", new JsonObject());
    }
    if (request.has("ConditionExpression") && !holds(request)) {
      return error(
          "com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException",
          request.has("ReturnValuesOnConditionCheckFailure") ? item : new JsonObject());
    }
    return switch (call.target().replaceFirst(".*\\.", "")) {
      case "UpdateItem" -> {
        Matcher set = SET.matcher(request.get("UpdateExpression").getAsString());
        request.getAsJsonObject("Key").asMap().forEach(item::add);
        while (set.find()) {
          String name = name(request, set.group(1));
          if (set.group(2) == null || !item.has(name)) {
            item.add(name, value(request, set.group(3)));
          }
        }
        yield Reply.ok("{\"Attributes\": " + item + "}");
      }
      case "DeleteItem" -> {
        item = new JsonObject();
        yield Reply.ok("{}");
      }
      case "GetItem" -> Reply.ok(item.isEmpty() ? "{}" : "{\"Item\": " + item + "}");
      default -> throw new IllegalArgumentException(call.target());
    };
  }

  private boolean holds(JsonObject request) {
    for (String term : request.get("ConditionExpression").getAsString().split(" OR ", -1)) {
      if (termHolds(request, term)) {
        return true;
      }
    }
    return false;
  }

  private boolean termHolds(JsonObject request, String term) {
    Matcher absent = ABSENT.matcher(term);
    if (absent.matches()) {
      return !item.has(name(request, absent.group(1)));
    }
    Matcher compared = COMPARED.matcher(term);
    if (!compared.matches()) {
      throw new IllegalArgumentException(term);
    }
    var own = item.getAsJsonObject(name(request, compared.group(1)));
    var given = value(request, compared.group(3)).getAsJsonObject();
    if (own == null) {
      return false;
    }
    return switch (compared.group(2)) {
      case "=" -> own.equals(given);
      case ">" -> own.get("N").getAsLong() > given.get("N").getAsLong();
      default -> own.get("N").getAsLong() <= given.get("N").getAsLong();
    };
  }

  private static String name(JsonObject request, String placeholder) {
    return request.getAsJsonObject("ExpressionAttributeNames").get(placeholder).getAsString();
  }

  private static JsonElement value(JsonObject request, String placeholder) {
    return request.getAsJsonObject("ExpressionAttributeValues").get(placeholder);
  }

  private static Reply error(String type, JsonObject found) {
    var error = new JsonObject();
    error.addProperty("__type", type);
    error.addProperty("message", "no");
    if (!found.isEmpty()) {
      error.add("Item", found);
    }
    return new Reply(400, error.toString());
  }
}
