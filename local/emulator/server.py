"""Serves ministack with uvicorn and httptools.

Its own server, hypercorn, parses HTTP in Python, which takes a third of the processor time of a
payment's calls to the emulator.
"""

import hypercorn.asyncio
import uvicorn

_GRACE_SECONDS = 3


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


def install():
    """Has ministack do so."""
    hypercorn.asyncio.serve = serve
