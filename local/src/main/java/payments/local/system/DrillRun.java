package payments.local.system;

import payments.local.LocalException;
import payments.local.console.Progress;
import payments.local.drill.DrillSettings;
import payments.local.drill.Drilling;
import payments.local.drill.Site;
import payments.local.emulator.Faults;
import payments.local.emulator.HostedZone;
import payments.local.payment.LedgerDatabase;
import payments.local.pulumi.PulumiProject;

/** Runs the drills on the local system. */
public final class DrillRun {
  private final LocalSystem system;
  private final Progress progress;

  /**
   * @param system brought up if it does not run
   * @param progress where to show it
   */
  public DrillRun(LocalSystem system, Progress progress) {
    this.system = system;
    this.progress = progress;
  }

  /**
   * Runs them, and leaves the system as it was.
   *
   * @return whether all passed
   */
  public boolean run(DrillSettings settings) {
    if (!system.running()) {
      new BringUp(system, progress).run();
    }
    boolean[] passed = new boolean[1];
    system.exclusively(() -> passed[0] = new Drilling(site(), settings, progress).run());
    return passed[0];
  }

  private Site site() {
    return new Site(
        system.aws(),
        new LedgerDatabase(system.aws(), system.settings(), system.layout()),
        new Showing(system).deployment(),
        system.settings().edgeUrl(),
        new EdgeStatus(system.settings())::read,
        new Faults(system.settings().endpoint()),
        system.pulumi(),
        new HostedZone(system.aws(), PulumiProject.ZONE)
            .find()
            .orElseThrow(() -> new LocalException("the zone is missing: run `make local`")),
        system.layout());
  }
}
