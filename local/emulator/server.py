"""Serves ministack with less processor time, of which a payment's calls take most on one machine.

Its own server, hypercorn, parses HTTP in Python: a third of a call. It parses every policy anew in
each call. And its many long-lived objects make collecting garbage long.
"""

import functools
import gc

import hypercorn.asyncio
import uvicorn
from ministack.core import iam_evaluator

_GRACE_SECONDS = 3

# Objects made, and then rounds, before the next older ones are looked at; Python's are 700, 10 and 10.
_COLLECT_AFTER = 50_000, 50, 100

_parse_policy = iam_evaluator.parse_policy_document
_parse_policy_once = functools.lru_cache(maxsize=1_000)(lambda text: tuple(_parse_policy(text)))


async def serve(app, config):
    """Does what hypercorn's function of this name does, of which ministack uses HTTP/1.1 on one address."""
    host, _, port = config.bind[0].rpartition(":")
    await uvicorn.Server(
        uvicorn.Config(
            app,
            host=host,
            port=int(port),
            loop="asyncio",
            http="httptools",
            ws="none",
            lifespan="on",
            log_config=None,
            access_log=False,
            proxy_headers=False,
            # ministack sets the headers that AWS does.
            server_header=False,
            date_header=False,
            timeout_keep_alive=int(config.keep_alive_timeout),
            timeout_graceful_shutdown=_GRACE_SECONDS,
        )
    ).serve()


def parse_policy(document):
    """Parses a policy; a text that was parsed before, not again."""
    return list(_parse_policy_once(document)) if isinstance(document, str) else _parse_policy(document)


def install():
    """Has ministack do so."""
    hypercorn.asyncio.serve = serve
    iam_evaluator.parse_policy_document = parse_policy
    gc.set_threshold(*_COLLECT_AFTER)
