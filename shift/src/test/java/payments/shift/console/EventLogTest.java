package payments.shift.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import payments.shift.decision.Action;
import payments.shift.decision.StopKind;
import payments.shift.testing.TestClock;

class EventLogTest {
  private final TestClock clock = new TestClock(Story.START);
  private final StringWriter out = new StringWriter();
  private final EventLog log = new EventLog(Story.PLAN, out, clock);

  @Test
  void log_shouldHaveALineForEachEvent() {
    new Story(log, clock).start().go(Duration.ofSeconds(90)).greenFails().go(Duration.ofMinutes(5));

    assertThat(events())
        .extracting(event -> event.get("event").getAsString())
        .containsExactly(
            "started",
            "gates",
            "step",
            "updating",
            "updated",
            "waiting",
            "waiting",
            "back",
            "updating",
            "updated",
            "seen",
            "ended");
    assertThat(events())
        .allSatisfy(
            event -> {
              Instant.parse(event.get("at").getAsString());
              assertThat(event.get("from").getAsString()).isEqualTo("blue");
              assertThat(event.get("to").getAsString()).isEqualTo("green");
            });
  }

  @Test
  void started_shouldSayThePlan() {
    log.started(Story.PLAN);

    assertThat(out)
        .hasToString(
            """
            {"at":"2026-11-24T12:00:00Z","event":"started","from":"blue","to":"green",\
            "steps":[10,50,100],"bake":"15m","freeze":false}
            """);
  }

  @Test
  void waiting_shouldHaveReasonWeightsAndFigures() {
    new Story(log, clock).start().go(Duration.ofSeconds(70));

    assertThat(event("waiting"))
        .isEqualTo(
            JsonParser.parseString(
                """
                {
                  "at": "2026-11-24T12:00:41Z",
                  "event": "waiting",
                  "from": "blue",
                  "to": "green",
                  "reason": "resolvers to forget the old answer",
                  "until": "2026-11-24T12:01:41Z",
                  "weights": {
                    "blue": 90,
                    "green": 10
                  },
                  "records": {
                    "blue": 90,
                    "green": 10
                  },
                  "inSync": true,
                  "measuredUntil": "2026-11-24T12:00:41Z",
                  "figures": {
                    "blue": {
                      "healthy": true,
                      "alarms": [],
                      "window": {
                        "requests": 2700,
                        "direct": 0,
                        "serverErrors": 0,
                        "clientErrors": 0,
                        "p99Millis": 212.0,
                        "invocations": 2700,
                        "functionErrors": 0,
                        "throttles": 0,
                        "ledgerLagMillis": 850.0
                      },
                      "recent": {
                        "requests": 2700,
                        "direct": 0,
                        "serverErrors": 0,
                        "clientErrors": 0,
                        "p99Millis": 212.0,
                        "invocations": 2700,
                        "functionErrors": 0,
                        "throttles": 0,
                        "ledgerLagMillis": 850.0
                      }
                    },
                    "green": {
                      "healthy": true,
                      "alarms": [],
                      "window": {
                        "requests": 300,
                        "direct": 0,
                        "serverErrors": 0,
                        "clientErrors": 0,
                        "p99Millis": 230.0,
                        "invocations": 300,
                        "functionErrors": 0,
                        "throttles": 0,
                        "ledgerLagMillis": 850.0
                      },
                      "recent": {
                        "requests": 300,
                        "direct": 0,
                        "serverErrors": 0,
                        "clientErrors": 0,
                        "p99Millis": 230.0,
                        "invocations": 300,
                        "functionErrors": 0,
                        "throttles": 0,
                        "ledgerLagMillis": 850.0
                      }
                    }
                  }
                }
                """));
  }

  @Test
  void waiting_shouldHaveTheShareThatArrived_inABake() {
    new Story(log, clock).found(50, 50).go(Duration.ofMinutes(2));

    JsonObject share = events().get(events().size() - 1).getAsJsonObject("share");
    assertThat(share.get("declared").getAsDouble()).isEqualTo(0.5);
    assertThat(share.get("achieved").getAsDouble()).isEqualTo(0.5);
    assertThat(share.get("requests").getAsLong()).isEqualTo(3_000);
    assertThat(share.get("low").getAsDouble()).isBetween(0.35, 0.36);
    assertThat(share.get("high").getAsDouble()).isBetween(0.64, 0.65);
    assertThat(share.get("within").getAsBoolean()).isTrue();
  }

  @Test
  void back_shouldSayWhy() {
    new Story(log, clock).found(50, 50).greenFails().go(Duration.ofMinutes(2));

    assertThat(event("back").get("reason").getAsString())
        .startsWith("green's 5xx rate is 30.00%, over its limit of 1.00%");
    assertThat(event("back").getAsJsonObject("next").get("blue").getAsInt()).isEqualTo(100);
  }

  @Test
  void ended_shouldSayHow() {
    log.ended(new Action.Stop(StopKind.FROZEN, "held at 50/50: <slow>"));

    assertThat(out)
        .hasToString(
            """
            {"at":"2026-11-24T12:00:00Z","event":"ended","from":"blue","to":"green",\
            "ending":"stopped for a person","kind":"FROZEN",\
            "reason":"held at 50/50: <slow>","exitCode":2}
            """);
  }

  @Test
  void log_shouldBeAppendedTo_andBeOnDiskAtOnce(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("events");
    Files.writeString(file, "before\n");
    try (var appending = EventLog.appendingTo(file, Story.PLAN, clock)) {
      appending.trouble("no answer");

      assertThat(Files.readAllLines(file))
          .hasSize(2)
          .startsWith("before")
          .last()
          .asString()
          .contains("\"event\":\"trouble\"", "\"reason\":\"no answer\"");
    }
  }

  @Test
  void aFullDisk_shouldBeTold() {
    var full =
        new EventLog(
            Story.PLAN,
            new Writer() {
              @Override
              public void write(char[] text, int from, int length) throws IOException {
                throw new IOException("no space left");
              }

              @Override
              public void flush() {}

              @Override
              public void close() {}
            },
            clock);

    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(full::gates)
        .withMessageContaining("no space left");
  }

  private JsonObject event(String name) {
    return events().stream()
        .filter(event -> event.get("event").getAsString().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private List<JsonObject> events() {
    return out.toString()
        .lines()
        .map(line -> JsonParser.parseString(line).getAsJsonObject())
        .toList();
  }
}
