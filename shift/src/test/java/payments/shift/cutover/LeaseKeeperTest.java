package payments.shift.cutover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LeaseKeeperTest {
  private static final Duration LASTS = Duration.ofSeconds(30);

  private final FakeSystem system = new FakeSystem();
  private final Time time = system.world().time();
  private final List<String> told = new ArrayList<>();
  private final FakeLease lease = new FakeLease();

  /** Another's until it runs out, unless that one renews it. */
  private final class FakeLease implements Lease {
    private Optional<Instant> anothers = Optional.empty();
    private boolean otherLives;
    private boolean deaf;
    private boolean rollbackAsked;
    private boolean asked;
    private boolean released;
    private Optional<Renewal> renewal = Optional.empty();
    private boolean unreachable;
    private int asks;
    private int asksThatFail;

    @Override
    public Attempt take(String plan) {
      if (otherLives && asked && !deaf) {
        anothers = Optional.empty();
      } else if (otherLives) {
        anothers = Optional.of(time.now().plus(LASTS));
      }
      return anothers
          .filter(it -> it.isAfter(time.now()))
          .<Attempt>map(this::held)
          .orElseGet(() -> new Taken(time.now().plus(LASTS), deadSince()));
    }

    @Override
    public Optional<Instant> deadSince() {
      return anothers.filter(it -> !it.isAfter(time.now())).map(it -> FakeSystem.BEGIN);
    }

    private Held held(Instant until) {
      return new Held("ann@host, process 7", "blue to green", FakeSystem.BEGIN, until, asked);
    }

    @Override
    public Renewal renew() {
      if (unreachable) {
        throw new ShiftException("no network");
      }
      return renewal.orElseGet(() -> new Kept(time.now().plus(LASTS), rollbackAsked));
    }

    @Override
    public void release() {
      released = true;
    }

    @Override
    public Optional<Held> askForRollback() {
      asks++;
      if (asks <= asksThatFail) {
        throw new ShiftException("no network");
      }
      asked = true;
      return anothers.map(this::held);
    }

    @Override
    public Optional<Held> holder() {
      return anothers.map(this::held);
    }
  }

  private LeaseKeeper take(boolean rollback) throws InterruptedException {
    return LeaseKeeper.take(
        lease, "blue to green", rollback, time, told::add, () -> told.add("woken"));
  }

  @Test
  void isGivenBack() throws Exception {
    take(false).close();

    assertThat(lease.released).isTrue();
    assertThat(told).isEmpty();
  }

  @Test
  void waitsForTheLeaseOfADeadTool() throws Exception {
    lease.anothers = Optional.of(FakeSystem.BEGIN.plus(LASTS));

    try (LeaseKeeper keeper = take(false)) {
      assertThat(Duration.between(FakeSystem.BEGIN, time.now())).isEqualTo(LASTS);
      assertThat(told).singleElement().asString().startsWith("waiting: ann@host, process 7 holds");
      assertThat(keeper.rollbackAsked()).isFalse();
      assertThat(keeper.deadSince()).contains(FakeSystem.BEGIN);
    }
  }

  @Test
  void isRefused_whenAnotherToolLives() {
    lease.otherLives = true;

    assertThatThrownBy(() -> take(false))
        .isInstanceOf(ShiftException.class)
        .hasMessageContaining("a cut-over is under way: ann@host, process 7")
        .hasMessageContaining("make rollback");
  }

  @Test
  void asksAnotherToolToGoBack_andWaitsForIt() throws Exception {
    lease.otherLives = true;

    try (LeaseKeeper keeper = take(true)) {
      assertThat(lease.asked).isTrue();
      assertThat(told).containsExactly("asked ann@host, process 7 to go back, and waiting for it");
      assertThat(keeper.rollbackAsked()).isTrue();
    }
  }

  @Test
  void givesUp_whenAnotherToolDoesNotGoBack() {
    lease.otherLives = true;
    lease.deaf = true;

    assertThatThrownBy(() -> take(true))
        .isInstanceOf(ShiftException.class)
        .hasMessageContaining("ten minutes, and not yet back: ann@host, process 7")
        .hasMessageContaining("End it with `kill -9 7` on host, then run `make rollback` again");
    assertThat(told).hasSize(2).element(1).asString().startsWith("waiting for long");
  }

  @Test
  void asksWhoeverHoldsItNext_andAgainWhenThatFails() throws Exception {
    var wait = new HolderWait(lease, true, FakeSystem.BEGIN, told::add);
    lease.asksThatFail = 1;
    lease.anothers = Optional.of(FakeSystem.BEGIN.plus(LASTS));
    var ann = new Lease.Held("ann@host, process 7", "", FakeSystem.BEGIN, time.now(), false);
    var annAsked = new Lease.Held("ann@host, process 7", "", FakeSystem.BEGIN, time.now(), true);
    var ben = new Lease.Held("ben@host, process 8", "", FakeSystem.BEGIN, time.now(), false);
    for (Lease.Held held : List.of(ann, ann, annAsked, ben)) {
      wait.see(held, time.now());
    }

    assertThat(lease.asks).isEqualTo(3);
    assertThat(told.get(0)).isEqualTo("asked again at the next look: no network");
  }

  @Test
  void tellsThatAPersonWantsToGoBack() throws Exception {
    try (LeaseKeeper keeper = take(false)) {
      lease.rollbackAsked = true;
      keeper.renew();
      keeper.renew();

      assertThat(keeper.rollbackAsked()).isTrue();
      assertThat(told).containsExactly("somebody asked to go back", "woken");
    }
  }

  @Test
  void permitsNothing_whenItIsLost() throws Exception {
    try (LeaseKeeper keeper = take(false)) {
      assertThatCode(keeper::require).doesNotThrowAnyException();
      lease.renewal = Optional.of(new Lease.Lost(Optional.empty()));
      keeper.renew();

      assertThatThrownBy(keeper::require).hasMessageContaining("nobody has it");
    }
  }

  @Test
  void permitsNothing_whenItCouldNotBeRenewedInTime() throws Exception {
    try (LeaseKeeper keeper = take(false)) {
      lease.unreachable = true;
      keeper.renew();
      assertThat(told).containsExactly("the lease was not renewed: no network");
      assertThatCode(keeper::require).doesNotThrowAnyException();

      system.now = FakeSystem.BEGIN.plus(LASTS).plusSeconds(1);
      assertThatThrownBy(keeper::require).hasMessageContaining("ran out at");

      lease.unreachable = false;
      assertThatCode(keeper::require).as("nobody took it").doesNotThrowAnyException();
    }
  }
}
