"""Gives each function its own pace at a table's stream.

ministack polls all of them in one thread: while one color's ledger takes its time, the other's waits as long.
"""

import contextvars
import logging
import threading

from ministack.services import lambda_svc

_log = logging.getLogger("streams")
_all_mappings = lambda_svc._iter_all_esms
_poll_streams = lambda_svc._poll_dynamodb_streams
_only = contextvars.ContextVar("only", default=None)
_lock = threading.Lock()
_busy = set()


def mappings():
    """All event source mappings; in a thread of one, that one."""
    only = _only.get()
    return _all_mappings() if only is None else iter([only])


def poll():
    """Has each mapping of a stream that is not at it yet read what there is, in a thread of its own."""
    for mapping in _all_mappings():
        source, name = mapping[2].get("EventSourceArn", ""), mapping[2]["UUID"]
        if "/stream/" in source and _begin(name):
            threading.Thread(target=_read, args=(name, mapping), name=f"stream {name}", daemon=True).start()
    # Whoever asks need not come again at once: a mapping reads on by itself.
    return False


def _begin(name):
    with _lock:
        if name in _busy:
            return False
        _busy.add(name)
        return True


def _read(name, mapping):
    _only.set(mapping)
    try:
        while _poll_streams():
            pass
    except Exception:
        _log.exception("the stream of mapping %s cannot be read", name)
    finally:
        with _lock:
            _busy.discard(name)


def install():
    """Puts this in the place of ministack's polling."""
    lambda_svc._iter_all_esms = mappings
    lambda_svc._poll_dynamodb_streams = poll
