package payments.local.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HealthBoardTest {
  private static final HealthCheck.Endpoint ENDPOINT =
      new HealthCheck.Endpoint("blue.example.com", "/health", 30, 2, "");

  private final HealthBoard board = new HealthBoard();

  @Test
  void healthy_shouldBeTrue_whenTheCheckDoesNotExist() {
    assertThat(board.healthy("nobody")).isTrue();
  }

  @Test
  void healthy_shouldFollowTheEndpoint() {
    define(check("a", ENDPOINT));

    board.answered("a", false);
    assertThat(board.healthy("a")).isTrue();
    board.answered("a", false);
    assertThat(board.healthy("a")).isFalse();
  }

  @Test
  void healthy_shouldBeTheOpposite_whenInverted() {
    define(new HealthCheck("a", ENDPOINT, true, false));

    assertThat(board.healthy("a")).isFalse();
  }

  @Test
  void healthy_shouldIgnoreAnswers_whenDisabled() {
    define(new HealthCheck("a", ENDPOINT, false, true), new HealthCheck("b", ENDPOINT, true, true));
    board.answered("a", false);
    board.answered("a", false);

    assertThat(board.healthy("a")).isTrue();
    assertThat(board.healthy("b")).isFalse();
  }

  @Test
  void healthy_shouldCountChildren_whenCalculated() {
    define(
        check("a", ENDPOINT),
        check("b", ENDPOINT),
        check("one", new HealthCheck.Calculated(List.of("a", "b"), 1)),
        check("both", new HealthCheck.Calculated(List.of("a", "b"), 2)),
        check("none", new HealthCheck.Calculated(List.of("a", "b"), 0)),
        check("more", new HealthCheck.Calculated(List.of("a", "b"), 3)));
    board.answered("a", false);
    board.answered("a", false);

    assertThat(board.healthy("one")).isTrue();
    assertThat(board.healthy("both")).isFalse();
    assertThat(board.healthy("none")).isTrue();
    assertThat(board.healthy("more")).isFalse();
  }

  @Test
  void healthy_shouldNotFollowANestedCalculatedCheck() {
    define(
        check("inner", new HealthCheck.Calculated(List.of(), 0)),
        check("outer", new HealthCheck.Calculated(List.of("inner", "outer"), 1)));

    assertThat(board.healthy("outer")).isFalse();
  }

  @Test
  void healthy_shouldFollowTheAlarmsData() {
    define(
        check("a", new HealthCheck.Metric("alarm", "us-east-1", HealthCheck.Insufficient.HEALTHY)));

    board.judged("a", AlarmData.Verdict.ALARM);
    assertThat(board.healthy("a")).isFalse();
    board.judged("a", AlarmData.Verdict.OK);
    assertThat(board.healthy("a")).isTrue();
  }

  @Test
  void healthy_shouldBeAsTheCheckSays_whenDataIsInsufficient() {
    define(
        check("up", new HealthCheck.Metric("x", "us-east-1", HealthCheck.Insufficient.HEALTHY)),
        check("down", new HealthCheck.Metric("x", "us-east-1", HealthCheck.Insufficient.UNHEALTHY)),
        check(
            "last", new HealthCheck.Metric("x", "us-east-1", HealthCheck.Insufficient.LAST_KNOWN)));
    for (String id : List.of("up", "down", "last")) {
      board.judged(id, AlarmData.Verdict.ALARM);
      board.judged(id, AlarmData.Verdict.INSUFFICIENT);
    }

    assertThat(board.healthy("up")).isTrue();
    assertThat(board.healthy("down")).isFalse();
    assertThat(board.healthy("last")).isFalse();
  }

  @Test
  void define_shouldKeepTheStatus_whenTheRuleIsTheSame() {
    define(check("a", ENDPOINT));
    board.answered("a", false);
    board.answered("a", false);

    define(check("a", ENDPOINT));

    assertThat(board.healthy("a")).isFalse();
  }

  @Test
  void define_shouldStartAnew_whenTheRuleChanged() {
    define(check("a", ENDPOINT));
    board.answered("a", false);
    board.answered("a", false);

    define(check("a", new HealthCheck.Endpoint("blue.example.com", "/other", 30, 2, "")));

    assertThat(board.healthy("a")).isTrue();
  }

  private void define(HealthCheck... checks) {
    Map<String, HealthCheck> byId = new HashMap<>();
    for (HealthCheck check : checks) {
      byId.put(check.id(), check);
    }
    board.define(byId);
  }

  private static HealthCheck check(String id, HealthCheck.Rule rule) {
    return new HealthCheck(id, rule, false, false);
  }
}
