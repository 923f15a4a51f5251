package payments.local.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import payments.local.payment.Payment;

class PlanTest {
  private final Plan plan = Plan.of(7, 2000, "run");

  @Test
  void of_shouldChooseTheSame_whenTheSeedIsTheSame() {
    assertThat(Plan.of(7, 2000, "run")).isEqualTo(plan);
    assertThat(Plan.of(8, 2000, "run").payments()).isNotEqualTo(plan.payments());
  }

  @Test
  void of_shouldGiveEveryPaymentAnIdOfItsOwn_underThePrefix() {
    List<String> ids = plan.payments().stream().map(planned -> planned.payment().id()).toList();

    assertThat(ids)
        .hasSize(2000)
        .doesNotHaveDuplicates()
        .allMatch(id -> id.startsWith("soak-7-run-"));
    assertThat(plan.prefix()).isEqualTo("soak-7-run-");
  }

  @Test
  void of_shouldSendEveryPaymentOneToFourTimes_eachEquallyOften() {
    var bySends =
        plan.payments().stream()
            .collect(Collectors.groupingBy(Plan.Planned::sends, Collectors.counting()));

    assertThat(bySends).containsOnlyKeys(1, 2, 3, 4);
    assertThat(bySends.values()).allMatch(count -> count > 400);
    assertThat(plan.sends()).isBetween(4700, 5300);
  }

  @Test
  void of_shouldUseEveryRoute_atOnceAndOneAfterAnother() {
    var byRoute =
        sends().stream().collect(Collectors.groupingBy(Plan.Send::route, Collectors.counting()));

    assertThat(byRoute).containsOnlyKeys(Plan.Route.values());
    assertThat(byRoute.values()).allMatch(count -> count > 1400);
    assertThat(plan.payments()).anyMatch(payment -> payment.rounds().get(0).size() == 4);
    assertThat(plan.payments()).anyMatch(payment -> payment.rounds().size() == 4);
  }

  @Test
  void of_shouldSendAnotherPayloadOnlyWhenThePaymentHasItsAnswer() {
    assertThat(sends()).anyMatch(Plan.Send::otherPayload);
    assertThat(plan.payments())
        .allMatch(payment -> payment.rounds().get(0).stream().noneMatch(Plan.Send::otherPayload));
  }

  @Test
  void payment_shouldHaveAnotherAmount_whenThePayloadIsAnother() {
    Plan.Planned payment =
        new Plan.Planned(
            new Payment("id", new BigDecimal("1.25"), "USD", "user"), List.of(List.of()));

    assertThat(payment.payment(new Plan.Send(Plan.Route.EDGE, false, false)).amount())
        .isEqualTo("1.25");
    assertThat(payment.payment(new Plan.Send(Plan.Route.EDGE, false, true)).amount())
        .isEqualTo("2.25");
  }

  @Test
  void route_shouldGoToAndFro_whenTheSendSwitches() {
    Plan.Send send = new Plan.Send(Plan.Route.BLUE, true, false);

    assertThat(List.of(send.route(0), send.route(1), send.route(2)))
        .containsExactly(Plan.Route.BLUE, Plan.Route.GREEN, Plan.Route.BLUE);
    assertThat(new Plan.Send(Plan.Route.BLUE, false, false).route(1)).isEqualTo(Plan.Route.BLUE);
    assertThat(new Plan.Send(Plan.Route.EDGE, true, false).route(1)).isEqualTo(Plan.Route.EDGE);
  }

  private List<Plan.Send> sends() {
    return plan.payments().stream()
        .flatMap(payment -> payment.rounds().stream())
        .flatMap(List::stream)
        .toList();
  }
}
