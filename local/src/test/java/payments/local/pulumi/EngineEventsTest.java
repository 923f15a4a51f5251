package payments.local.pulumi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EngineEventsTest {
  private static final String RECORD =
      "urn:pulumi:blue::payments::payments:edge:Edge$aws:route53/record:Record::edge-weighted-record";

  private final EngineEvents events = new EngineEvents();

  @Test
  void progress_shouldSayThatTheProgramRuns_beforeTheFirstResource() {
    assertThat(events.progress()).isEqualTo("running the program");
  }

  @Test
  void progress_shouldCountWhatIsBegunAndDone() {
    begin("create");
    begin("update");
    done("create");

    assertThat(events.progress())
        .isEqualTo("1 of 2 begun done (1 create), at edge-weighted-record");
  }

  @Test
  void changed_shouldLeaveOutWhatStayedTheSameOrWasRead() {
    done("same");
    done("read");
    done("update");

    assertThat(events.changed()).hasSize(1);
    EngineEvents.Operation operation = events.changed().get(0);
    assertThat(operation.kind()).isEqualTo("update");
    assertThat(operation.type()).isEqualTo("aws:route53/record:Record");
    assertThat(operation.name()).isEqualTo("edge-weighted-record");
  }

  @Test
  void summary_shouldBeTheEnginesOwnCounts() {
    events.accept(
        """
        {"sequence":9,"summaryEvent":{"durationSeconds":3,"resourceChanges":{"same":7,"update":2,"create":1}}}""");

    assertThat(events.summary()).isEqualTo("1 create, 7 same, 2 update");
    assertThat(events.changes()).isEqualTo(3);
  }

  @Test
  void errors_shouldBeWithoutMarkup() {
    events.accept(
        """
        {"diagnosticEvent":{"severity":"error","message":"<{%reset%}>no such zone<{%reset%}>\\n"}}""");
    events.accept(
        """
        {"diagnosticEvent":{"severity":"warning","message":"deprecated"}}""");

    assertThat(events.errors()).containsExactly("no such zone");
  }

  @Test
  void accept_shouldIgnoreALineThatIsCutShort() {
    events.accept("{\"resOutputsEvent\":{\"meta");
    events.accept("");

    assertThat(events.changed()).isEmpty();
  }

  private void begin(String operation) {
    event("resourcePreEvent", operation);
  }

  private void done(String operation) {
    event("resOutputsEvent", operation);
  }

  private void event(String kind, String operation) {
    events.accept(
        """
        {"%s":{"metadata":{"op":"%s","urn":"%s"}}}"""
            .formatted(kind, operation, RECORD));
  }
}
