package payments.local.system;

import java.util.stream.Collectors;
import payments.local.LocalException;
import payments.local.console.Progress;
import payments.local.edge.EdgeServer;
import payments.local.payment.LedgerDatabase;
import payments.local.soak.Soak;
import payments.local.soak.SoakSettings;
import payments.local.soak.Surroundings;

/** Runs a soak on the local system. */
public final class Soaking {
  private final LocalSystem system;
  private final Progress progress;

  /**
   * @param system a system that runs
   * @param progress where to show it
   */
  public Soaking(LocalSystem system, Progress progress) {
    this.system = system;
    this.progress = progress;
  }

  /**
   * Runs it.
   *
   * @return whether every payment was taken exactly once
   * @throws LocalException if the system does not run
   */
  public boolean run(SoakSettings settings) {
    if (!system.running()) {
      throw new LocalException("the local system does not run: `make local` starts it");
    }
    return new Soak(settings, surroundings(), progress).run();
  }

  private Surroundings surroundings() {
    return new Surroundings(
        system.aws(),
        new LedgerDatabase(system.aws(), system.settings(), system.layout()),
        new Showing(system).deployment(),
        system.settings().edgeUrl(),
        new EdgeStatus(system.settings())
            .read().stream()
                .filter(color -> color.url() != null)
                .collect(
                    Collectors.toMap(EdgeServer.ColorStatus::color, EdgeServer.ColorStatus::url)),
        system.emulator()::process,
        system.settings().endpoint());
  }
}
