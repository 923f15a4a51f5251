"""Starts ministack 1.5.33 with four of its gaps closed. Run by the driver (payments.local.emulator.Emulator)."""

import collections
import logging

from ministack import app
from ministack.services import rds, route53

_REMEMBERED = 500

_log = logging.getLogger("serve")
_serve = app.app
_parse_health_check_config = route53._parse_health_check_config
_answers = collections.OrderedDict()


async def _as_behind_tls(scope, receive, send):
    """Says that TLS ended before the emulator, as AWS's endpoints do.

    The emulator is reached over plain HTTP on loopback. Without this, every policy that denies
    requests with aws:SecureTransport false would deny all of them.
    """
    if scope["type"] == "http":
        scope = {**scope, "headers": [*scope["headers"], (b"x-forwarded-proto", b"https")]}
    await _once(scope, receive, send)


async def _once(scope, receive, send):
    """Answers a change that an SDK sends again with the answer that it has had already.

    Under load the server now and then closes a connection before its answer is read. The SDK then
    repeats the request, which would make a second subnet, or fail since the log group exists. All
    tries of one call have the same amz-sdk-invocation-id.
    """
    headers = dict(scope["headers"]) if scope["type"] == "http" else {}
    call = headers.get(b"amz-sdk-invocation-id")
    if call is None or scope["method"] not in ("POST", "PUT", "DELETE"):
        await _serve(scope, receive, send)
        return
    known = _answers.get(call)
    if known is not None:
        _log.info("a call is repeated and answered as before: %s %s", scope["method"], scope["path"])
        while (await receive()).get("more_body"):
            pass
        for message in known:
            await send(message)
        return
    answer = []

    async def remember(message):
        # Before it is sent: sending is what may fail.
        answer.append(message)
        if message["type"] == "http.response.body" and not message.get("more_body"):
            if 200 <= answer[0]["status"] < 300:
                _answers[call] = answer
                if len(_answers) > _REMEMBERED:
                    _answers.popitem(last=False)
        await send(message)

    await _serve(scope, receive, remember)


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
