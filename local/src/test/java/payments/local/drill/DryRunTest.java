package payments.local.drill;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DryRunTest {
  @Test
  void steps_shouldBeInOrder_andNotThoseOfThePlanOrTheStack() {
    String output =
        """
        weights: 100/0 in the stack, 100/0 in Route 53
        would set 50/50 ("shift blue to green: 50/50"): shared, then the records; then bake
        would set 0/100 ("shift blue to green: 0/100"): shared, then the records; then bake
        dry run: nothing was changed
        """;

    assertThat(DryRun.steps(output)).containsExactly("50/50", "0/100");
    assertThat(DryRun.steps("steps 50, 100\ndry run: nothing was changed")).isEmpty();
  }
}
