package payments.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;

class ObjectKeyPropertiesTest {
  @Property
  void name_shouldBeSafeAndDifferent(
      @ForAll @StringLength(min = 1, max = 128) String one,
      @ForAll @StringLength(min = 1, max = 128) String other) {
    assertThat(ObjectKey.name(one)).matches("[A-Za-z0-9_!-][A-Za-z0-9_.!-]*").hasSizeLessThan(901);
    if (!Arrays.equals(one.getBytes(UTF_8), other.getBytes(UTF_8))) {
      assertThat(ObjectKey.name(one)).isNotEqualTo(ObjectKey.name(other));
    }
  }
}
