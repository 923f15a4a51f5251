package payments.local.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TableTest {
  @Test
  void toString_shouldAlignColumns() {
    assertThat(new Table().row("color", "weight").row("blue", "100").toString())
        .isEqualTo("  color  weight\n  blue   100\n");
  }

  @Test
  void row_shouldRefuseAnotherNumberOfCells() {
    Table table = new Table().row("a", "b");

    assertThatThrownBy(() -> table.row("c")).hasMessage("a row of 1 cells in a table of 2");
  }
}
