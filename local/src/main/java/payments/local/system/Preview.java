package payments.local.system;

import payments.local.LocalException;
import payments.local.console.Progress;
import payments.local.pulumi.Pulumi;
import payments.local.pulumi.PulumiProject;

/** {@code make preview}: what an update of each stack would change. */
public final class Preview {
  private final LocalSystem system;
  private final Progress progress;

  /**
   * @param system a system that runs
   * @param progress where to show it
   */
  public Preview(LocalSystem system, Progress progress) {
    this.system = system;
    this.progress = progress;
  }

  /**
   * Previews the three stacks.
   *
   * @throws LocalException if the system does not run
   */
  public void run() {
    if (!system.running()) {
      throw new LocalException("the local system does not run: `make local` starts it");
    }
    Pulumi pulumi = system.pulumi();
    for (String stack : PulumiProject.STACKS) {
      pulumi.preview(stack, progress);
    }
  }
}
