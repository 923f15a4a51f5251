package payments.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import payments.json.JsonObject;

/**
 * As much of DynamoDB and S3 as a payment uses, on a port of the loopback address, with faults as
 * they are on the wire: what the SDK does about them, its second attempts above all, is part of the
 * test.
 */
public final class FakeAws implements AutoCloseable {
  /** The calls of a payment. */
  public enum Call {
    CLAIM,
    TAKE_OVER,
    COMPLETE,
    RELEASE,
    LOG
  }

  /** What happens to a request. */
  public enum Fault {
    /** 500, and nothing was done. */
    ERROR(false),
    /** 500, though it was done. */
    ERROR_AFTER(true),
    /** Too many requests: a 400 of DynamoDB, a 503 of S3. */
    THROTTLED(false),
    /** The connection closes, and nothing was done. */
    DROPPED(false),
    /** The connection closes, though it was done. */
    DROPPED_AFTER(true),
    /** No answer ever, and nothing was done. */
    HANGS(false),
    /** No answer ever, though it was done. */
    HANGS_AFTER(true),
    /** No answer ever, and it is done when the caller has given up already. */
    DONE_LATE(true),
    /** An answer that comes too slowly to be waited for, though it was done. */
    TRICKLES_AFTER(true),
    /** An answer that is none, though it was done. */
    GARBLED_AFTER(true);

    private final boolean done;

    Fault(boolean done) {
      this.done = done;
    }
  }

  private static final int LATE = 400;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Phaser late = new Phaser(1);
  private final Map<String, Map<String, Object>> table = new TreeMap<>();
  private final Map<String, String> objects = new TreeMap<>();
  private final List<Call> requests = Collections.synchronizedList(new ArrayList<>());
  private int completions;
  private final Map<Call, Strike> strikes = new EnumMap<>(Call.class);

  static {
    // Else each answer waits 40 ms for the other side's acknowledgment.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  public FakeAws() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /** From now on, the fault strikes the next requests of that call. */
  public synchronized void strike(Call call, Fault fault, int times) {
    strikes.put(call, new Strike(fault, times));
  }

  /** No fault strikes any more. */
  public synchronized void heal() {
    strikes.clear();
  }

  /** The sessions' items, by id. */
  public synchronized Map<String, Map<String, Object>> table() {
    return new TreeMap<>(table);
  }

  /** The content of each object, by bucket and key. */
  public synchronized Map<String, String> objects() {
    return new TreeMap<>(objects);
  }

  /** How often a session became completed. */
  public synchronized int completions() {
    return completions;
  }

  /** What was asked for, in order, second attempts too. */
  public List<Call> requests() {
    return List.copyOf(requests);
  }

  private void serve(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    Map<String, Object> request = target == null ? Map.of() : Calls.object(text(body));
    Call call = target == null ? Call.LOG : call(target, request);
    requests.add(call);
    Supplier<Answer> action =
        () -> call == Call.LOG ? put(exchange, content(exchange, body)) : dynamo(call, request);
    try {
      serve(exchange, call, action);
    } catch (InterruptedException e) {
      exchange.close();
    }
  }

  private void serve(HttpExchange exchange, Call call, Supplier<Answer> action)
      throws IOException, InterruptedException {
    Fault now = strikes(call);
    if (now == null) {
      send(exchange, action.get());
      return;
    }
    if (now.done) {
      act(now, action);
    }
    switch (now) {
      case ERROR, ERROR_AFTER -> send(exchange, failure(call, 500, "InternalServerError"));
      case THROTTLED ->
          send(
              exchange,
              call == Call.LOG
                  ? failure(call, 503, "SlowDown")
                  : failure(call, 400, "ProvisionedThroughputExceededException"));
      case DROPPED, DROPPED_AFTER -> exchange.close();
      case HANGS, HANGS_AFTER, DONE_LATE -> closing.await();
      case TRICKLES_AFTER -> trickle(exchange);
      case GARBLED_AFTER ->
          send(exchange, new Answer(200, "{\"Attributes\":[<not", "application/x-amz-json-1.0"));
    }
  }

  private void act(Fault fault, Supplier<Answer> action) throws InterruptedException {
    if (fault == Fault.DONE_LATE) {
      late.register();
      boolean unused = closing.await(LATE, TimeUnit.MILLISECONDS);
    }
    Answer unused = action.get();
    if (fault == Fault.DONE_LATE) {
      late.arriveAndDeregister();
    }
  }

  /** Waits until all is done that is done late. */
  public void awaitLate() {
    late.arriveAndAwaitAdvance();
  }

  private synchronized Fault strikes(Call call) {
    Strike strike = strikes.get(call);
    if (strike == null || strike.times() == 0) {
      return null;
    }
    strikes.put(call, new Strike(strike.fault(), strike.times() - 1));
    return strike.fault();
  }

  private void trickle(HttpExchange exchange) throws IOException, InterruptedException {
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream out = exchange.getResponseBody()) {
      while (!closing.await(20, TimeUnit.MILLISECONDS)) {
        out.write(' ');
        out.flush();
      }
    }
  }

  private static Call call(String target, Map<String, Object> request) {
    String update = String.valueOf(request.get("UpdateExpression"));
    return target.endsWith("PutItem")
        ? Call.CLAIM
        : update.contains("#status")
            ? Call.COMPLETE
            : update.contains("leaseOwner") ? Call.TAKE_OVER : Call.RELEASE;
  }

  private synchronized Answer dynamo(Call call, Map<String, Object> request) {
    Map<String, Object> key = map(request.get(call == Call.CLAIM ? "Item" : "Key"));
    String id = (String) map(key.get("sessionId")).get("S");
    Map<String, Object> item = table.get(id);
    if (!Arrays.stream(request.get("ConditionExpression").toString().split(" AND "))
        .allMatch(condition -> holds(condition, item, request))) {
      return json(
          400,
          new JsonObject()
              .with("__type", "com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException")
              .with("message", "The conditional request failed")
              .with("Item", item));
    }
    if (call == Call.CLAIM) {
      table.put(id, key);
    } else {
      table.put(id, updated(item, request));
      completions += call == Call.COMPLETE ? 1 : 0;
    }
    return json(200, new JsonObject());
  }

  private static boolean holds(
      String condition, Map<String, Object> item, Map<String, Object> request) {
    if (condition.startsWith("attribute_not_exists")) {
      return item == null;
    }
    String[] sides = condition.split(" = ", 2);
    return item != null
        && map(request.get("ExpressionAttributeValues"))
            .get(sides[1])
            .equals(item.get(name(sides[0], request)));
  }

  private static Map<String, Object> updated(
      Map<String, Object> item, Map<String, Object> request) {
    Map<String, Object> changed = new LinkedHashMap<>(item);
    String set = request.get("UpdateExpression").toString().substring("SET ".length());
    for (String assignment : set.split(", ", -1)) {
      String[] sides = assignment.split(" = ", 2);
      changed.put(
          name(sides[0], request), map(request.get("ExpressionAttributeValues")).get(sides[1]));
    }
    return changed;
  }

  private static String name(String name, Map<String, Object> request) {
    return name.startsWith("#")
        ? (String) map(request.get("ExpressionAttributeNames")).get(name)
        : name;
  }

  private synchronized Answer put(HttpExchange exchange, String content) {
    boolean once = "*".equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
    String path = exchange.getRequestURI().getPath();
    if (once && objects.containsKey(path)) {
      return failure(Call.LOG, 412, "PreconditionFailed");
    }
    objects.put(path, content);
    return new Answer(200, "", "application/xml");
  }

  /** What is in the chunks of a signed upload. */
  private static String content(HttpExchange exchange, byte[] body) {
    String text = text(body);
    if (!String.valueOf(exchange.getRequestHeaders().getFirst("Content-Encoding"))
        .contains("aws-chunked")) {
      return text;
    }
    int head = text.indexOf("\r\n");
    int length = Integer.parseInt(text.substring(0, head).split(";", 2)[0], 16);
    return text.substring(head + 2, head + 2 + length);
  }

  private static Answer failure(Call call, int status, String code) {
    return call == Call.LOG
        ? new Answer(
            status,
            "<Error><Code>" + code + "</Code><Message>x</Message></Error>",
            "application/xml")
        : json(status, new JsonObject().with("__type", "x#" + code).with("message", "x"));
  }

  private static Answer json(int status, JsonObject body) {
    return new Answer(status, body.toString(), "application/x-amz-json-1.0");
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", answer.type());
    exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdown();
  }

  private record Strike(Fault fault, int times) {}

  private record Answer(int status, String body, String type) {}
}
