"""Tests of server.py. Run by `make check`, with the emulator's own Python."""

import asyncio
import http.client
import queue
import socket
import threading
import types
import unittest
from unittest import mock

import server
import uvicorn
from ministack.core import iam_evaluator


async def _application(scope, receive, send):
    """Answers with the body that it gets; lifespan too."""
    if scope["type"] == "lifespan":
        for event in ("startup", "shutdown"):
            await receive()
            await send({"type": f"lifespan.{event}.complete"})
        return
    body = b""
    more = True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
    await send({"type": "http.response.start", "status": 201, "headers": [(b"content-length", b"%d" % len(body))]})
    await send({"type": "http.response.body", "body": body})


class ServerTest(unittest.TestCase):
    def setUp(self):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        config = types.SimpleNamespace(bind=[f"127.0.0.1:{self.port}"], keep_alive_timeout=75)
        running = queue.Queue()
        make = uvicorn.Server

        def made(settings):
            one = make(settings)
            running.put(one)
            return one

        patch = mock.patch.object(uvicorn, "Server", made)
        patch.start()
        self.addCleanup(patch.stop)
        # A daemon: a server that does not end must not keep the tests from ending.
        thread = threading.Thread(target=asyncio.run, args=[server.serve(_application, config)], daemon=True)
        thread.start()
        self.addCleanup(thread.join, timeout=10)
        current = running.get(timeout=10)
        self.addCleanup(setattr, current, "should_exit", True)

    def connection(self):
        for _ in range(200):
            try:
                connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
                connection.connect()
                self.addCleanup(connection.close)
                return connection
            except ConnectionRefusedError:
                threading.Event().wait(0.02)
        self.fail("the server does not answer")

    def test_several_requests_of_one_connection_are_answered_with_the_applications_headers_only(self):
        connection = self.connection()
        for body in (b"one", b"two"):
            connection.request("POST", "/", body)
            answer = connection.getresponse()
            self.assertEqual((201, "Created", body), (answer.status, answer.reason, answer.read()))
            self.assertEqual(["content-length"], [name.lower() for name, _ in answer.getheaders()])

    def test_a_client_that_asks_whether_to_go_on_is_told_to(self):
        connection = self.connection()
        connection.sock.sendall(b"PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n")
        self.assertTrue(connection.sock.recv(64).startswith(b"HTTP/1.1 100 Continue"))
        connection.sock.sendall(b"ab")
        self.assertIn(b"201", connection.sock.recv(1024))


class PolicyTest(unittest.TestCase):
    def test_a_policy_is_parsed_once_and_a_caller_that_changes_what_it_got_changes_nothing(self):
        text = '{"Statement": {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}}'
        plain = server._parse_policy(text)
        first = server.parse_policy(text)
        self.assertEqual(plain, first)
        first.clear()
        with mock.patch.object(iam_evaluator.json, "loads", side_effect=AssertionError("parsed again")):
            self.assertEqual(plain, server.parse_policy(text))
        self.assertEqual([], server.parse_policy("no policy"))
        self.assertEqual(plain, server.parse_policy({"Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}]}))


if __name__ == "__main__":
    unittest.main()
