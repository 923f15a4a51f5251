package payments.shift.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import payments.shift.aws.Periods;

/**
 * Where the system is, and how it is looked at.
 *
 * @param project the folder of the Pulumi project, absolute
 * @param probeVia where requests to a color's own name are sent instead; empty to send them there
 * @param periods how CloudWatch cuts time
 */
public record Place(Path project, Optional<URI> probeVia, Periods periods) {}
