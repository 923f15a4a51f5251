"""How many processes a function has here, and how they are started: one at a time.

ministack starts one for every call that finds none free. On AWS each would start on a machine of its
own; here they share one, and fifty that start at once keep each other from ever getting ready. So a
call waits for a process that becomes free or ready, and only one of a function starts at a time.
"""

import collections
import functools
import os
import threading
import time

from ministack.core import lambda_runtime
from ministack.services import lambda_svc

# More would wait for a processor instead of for the process before them.
MOST = max(4, 2 * (os.cpu_count() or 1))

# How often the first call that waits looks by itself: what it waits for may have ended without a word.
_LOOK_SECONDS = 1

# For how long a function has to log nothing more for its call to end. ministack waits 50 times as long
# for the first line, in every call of a function that logs nothing; what comes later is logged with the
# next call.
_LOG_QUIET_SECONDS = 0.001

_acquire_worker = lambda_runtime.acquire_worker
_release_worker = lambda_runtime.release_worker
_spawn = lambda_runtime.ProvidedWorker._spawn
_drain = lambda_runtime.ProvidedWorker._drain_stderr_bounded

class _Turn:
    """The calls of a function that wait for a process, in the order in which they came.

    Only the first looks by itself: hundreds that did would take the time of those that are served.
    """

    def __init__(self):
        self._lock = threading.Lock()
        self._waiting = collections.deque()

    def wait(self, is_mine, deadline, take):
        """Takes when it is this call's turn and that is so; or returns None when the time is over."""
        with self._lock:
            me = threading.Condition(self._lock)
            self._waiting.append(me)
            try:
                while self._waiting[0] is not me or not is_mine():
                    left = deadline - time.monotonic()
                    if left <= 0:
                        return None
                    me.wait(min(left, _LOOK_SECONDS) if self._waiting[0] is me else left)
                return take()
            finally:
                self._waiting.remove(me)
                self._wake()

    def wake(self):
        """Has the first look at once."""
        with self._lock:
            self._wake()

    def _wake(self):
        if self._waiting:
            self._waiting[0].notify()


_turns = collections.defaultdict(_Turn)


def acquire(func_name, config, code_zip, qualifier="$LATEST", max_concurrency=None):
    """Leases a process, or says that the function is at its limit when none is free in its time-out."""
    key = lambda_runtime._worker_key(func_name, config, qualifier)
    deadline = time.monotonic() + config.get("Timeout", 3)

    def take():
        return _acquire_worker(func_name, config, code_zip, qualifier, max_concurrency)

    return _turns[key].wait(lambda: _may_take(key), deadline, take) or (None, "func_cap")


def release(worker):
    """Gives a process back, to the call that has waited longest."""
    _release_worker(worker)
    if worker is not None:
        _next(worker)


def spawn(worker, *arguments, **named):
    """Starts a process, and then lets the next call in: for a second process, if there is work for two."""
    try:
        _spawn(worker, *arguments, **named)
    finally:
        _next(worker)


def in_one_piece(build):
    """Makes the function's API write an answer at once: its body would wait 40 ms for the head's receipt."""

    def build_buffered(worker, *arguments):
        plain = build(worker, *arguments)
        return type(plain.__name__, (plain,), {"wbufsize": -1})

    return build_buffered


def _may_take(key):
    with lambda_runtime._lock:
        workers = list(lambda_runtime._workers.get(key, ()))
    free = any(not worker.in_use for worker in workers)
    return free or (len(workers) < MOST and not any(_starting(worker) for worker in workers))


def _starting(worker):
    ready = getattr(worker, "_first_poll", None)
    return ready is not None and not ready.is_set()


def _next(worker):
    qualifier = worker.config.get("Version", "$LATEST")
    _turns[lambda_runtime._worker_key(worker.func_name, worker.config, qualifier)].wake()


def install():
    """Has ministack do so."""
    lambda_svc.acquire_worker = acquire
    lambda_svc.release_worker = release
    lambda_runtime.ProvidedWorker._spawn = spawn
    lambda_runtime.ProvidedWorker._drain_stderr_bounded = functools.partialmethod(
        _drain, first_line_wait=_LOG_QUIET_SECONDS, idle_confirm=_LOG_QUIET_SECONDS
    )
    lambda_runtime.ProvidedWorker._build_handler_class = in_one_piece(
        lambda_runtime.ProvidedWorker._build_handler_class
    )
