package payments.shift.tool;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import payments.shift.aws.Periods;
import payments.shift.decision.Plan;

/**
 * What a person wants.
 *
 * @param project the folder with {@code Pulumi.yaml}
 * @param plan the cut-over
 * @param periods how CloudWatch cuts time
 * @param probesPerSecond test payments to each color; empty for none
 * @param probeVia where to send what goes over a color's own name; empty to send it there
 */
public record Request(
    Path project,
    Plan plan,
    Periods periods,
    OptionalInt probesPerSecond,
    Optional<URI> probeVia) {}
