package payments.local.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SnapshotTest {
  private final Snapshot before =
      new Snapshot(Map.of("same", "1", "other", "1", "gone", "1", "lease", "1"));
  private final Snapshot after =
      new Snapshot(Map.of("same", "1", "other", "2", "new", "1", "lease", "2"));

  @Test
  void changed_shouldNameWhatIsOtherwiseNewOrGone() {
    assertThat(after.changed(before)).containsExactly("gone", "lease", "new", "other");
    assertThat(before.changed(before)).isEmpty();
  }

  @Test
  void withoutLease_shouldLeaveOutTheLeaseOnly() {
    assertThat(after.withoutLease().changed(before.withoutLease()))
        .containsExactly("gone", "new", "other");
  }
}
