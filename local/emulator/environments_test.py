"""Tests of environments.py. Run by `make check`, with the emulator's own Python."""

import queue
import socket
import threading
import time
import unittest
from unittest import mock

import environments
from ministack.core import lambda_runtime

_CONFIG = {"Runtime": "provided.al2023", "Timeout": 5, "FunctionArn": "arn:aws:lambda:us-east-1:000000000000:function:f"}


class EnvironmentsTest(unittest.TestCase):
    def setUp(self):
        self.addCleanup(lambda_runtime._workers.clear)
        # Starting takes until the test says so.
        self.ready = threading.Semaphore(0)
        self.started = []
        patch = mock.patch.object(environments, "_spawn", self.start)
        patch.start()
        self.addCleanup(patch.stop)

    def start(self, worker):
        self.started.append(worker)
        self.assertTrue(self.ready.acquire(timeout=5))
        worker._first_poll.set()

    def call(self, done):
        """One call: takes a process, starts it if it is new, and gives it back when told to."""

        def run():
            worker, how = environments.acquire("f", _CONFIG, b"")
            if how == "spawn":
                environments.spawn(worker)
            self.assertTrue(done.wait(5))
            environments.release(worker)

        thread = threading.Thread(target=run)
        thread.start()
        self.addCleanup(thread.join)
        return thread

    def eventually(self, condition):
        deadline = time.monotonic() + 5
        while not condition() and time.monotonic() < deadline:
            time.sleep(0.005)
        self.assertTrue(condition())

    def test_processes_of_one_function_start_one_after_another_and_not_more_than_the_most(self):
        done = threading.Event()
        calls = [self.call(done) for _ in range(2 * environments.MOST)]
        for number in range(environments.MOST):
            self.eventually(lambda: len(self.started) == number + 1)
            time.sleep(0.02)
            self.assertEqual(number + 1, len(self.started))
            self.ready.release()
        done.set()
        for call in calls:
            call.join(5)
            self.assertFalse(call.is_alive())
        self.assertEqual(environments.MOST, len(self.started))

    def test_a_call_takes_the_process_that_another_gives_back(self):
        self.ready.release()
        first, _ = environments.acquire("f", _CONFIG, b"")
        environments.spawn(first)
        second, how = environments.acquire("f", _CONFIG, b"")
        self.assertEqual("spawn", how)
        timer = threading.Timer(0.02, environments.release, [first])
        timer.start()
        began = time.monotonic()
        self.assertEqual((first, "reused"), environments.acquire("f", _CONFIG, b""))
        self.assertLess(time.monotonic() - began, environments._LOOK_SECONDS / 2)
        timer.join()

    def test_a_call_that_waits_longer_than_its_function_may_take_is_throttled(self):
        environments.acquire("f", _CONFIG, b"")
        self.assertEqual((None, "func_cap"), environments.acquire("f", {**_CONFIG, "Timeout": 0.02}, b""))

    def test_functions_do_not_wait_for_each_other(self):
        environments.acquire("f", _CONFIG, b"")
        self.assertEqual("spawn", environments.acquire("g", _CONFIG, b"")[1])

    def test_a_function_gets_its_event_in_one_piece(self):
        pending = queue.Queue()
        pending.put(("request", {"a": 1}, 0, None, "arn"))
        # Such sockets keep what was written at once apart.
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with ours, theirs:
            ours.sendall(b"GET /2018-06-01/runtime/invocation/next HTTP/1.1\r\nConnection: close\r\n\r\n")
            api = environments.in_one_piece(lambda_runtime.ProvidedWorker._build_handler_class)
            api(mock.Mock(_stopping=False, _generation=1), 1, pending)(theirs, ("", 0), None)
            answer = ours.recv(65536)
        self.assertTrue(answer.startswith(b"HTTP/1.1 200 OK\r\n"), answer)
        self.assertTrue(answer.endswith(b'\r\n\r\n{"a": 1}'), answer)


if __name__ == "__main__":
    unittest.main()
