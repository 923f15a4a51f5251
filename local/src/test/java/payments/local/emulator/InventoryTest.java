package payments.local.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class InventoryTest {
  @Test
  void lost_shouldBeTrue_whenNothingButBucketsIsLeft() {
    assertThat(Inventory.lost(List.of())).isTrue();
    assertThat(Inventory.lost(List.of("global bucket logs"))).isTrue();
    assertThat(Inventory.lost(List.of("global bucket logs", "us-east-1 VPC vpc-1"))).isFalse();
  }
}
