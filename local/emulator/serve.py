"""Starts ministack 1.5.33 with three of its gaps closed. Run by the driver (payments.local.emulator.Emulator)."""

from ministack import app
from ministack.services import rds, route53

_serve = app.app
_parse_health_check_config = route53._parse_health_check_config


async def _as_behind_tls(scope, receive, send):
    """Says that TLS ended before the emulator, as AWS's endpoints do.

    The emulator is reached over plain HTTP on loopback. Without this, every policy that denies
    requests with aws:SecureTransport false would deny all of them.
    """
    if scope["type"] == "http":
        scope = {**scope, "headers": [*scope["headers"], (b"x-forwarded-proto", b"https")]}
    await _serve(scope, receive, send)


def _with_children(element):
    """Keeps the children of a CALCULATED health check, of which ministack keeps the number only."""
    config = _parse_health_check_config(element)
    children = route53._find(element, "ChildHealthChecks")
    if children is not None:
        config["ChildHealthChecks"] = [child.text for child in children]
    return config


def _keep_names(cluster):
    """Leaves an Aurora cluster its AWS names when it gets instances or is read from disk.

    ministack would make them localhost, for a database container that does not exist here; the local
    Aurora (payments.local.aurora) serves the names.
    """


app.app = _as_behind_tls
rds._sync_cluster_endpoints = _keep_names
route53._parse_health_check_config = _with_children

if __name__ == "__main__":
    app.main()
