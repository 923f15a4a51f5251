package payments.shift.tool;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DirectionTest {
  @Test
  void isReadFromWhatALeaseSays() {
    assertThat(Direction.read("green to blue in steps [10, 100]"))
        .contains(new Direction("green", "blue"));
    assertThat(Direction.read(new Direction("blue", "green") + ", going back"))
        .contains(new Direction("blue", "green"));
  }

  @Test
  void isNotReadFromAnythingElse() {
    assertThat(Direction.read("by hand")).isEmpty();
  }
}
