"""Tests of serve.py. Run by `make check`, with the emulator's own Python."""

import asyncio
import unittest
from unittest import mock

import serve

_REQUEST = {"type": "http", "method": "POST", "path": "/", "headers": []}


class RepeatedCallTest(unittest.TestCase):
    def setUp(self):
        serve._answers.clear()

    def test_a_change_that_is_sent_again_is_answered_as_before(self):
        self.assertEqual(1, self.served_of_two({b"x-amz-target": b"DynamoDB_20120810.CreateTable"}))
        self.assertEqual(1, self.served_of_two({b"authorization": self.scope("s3")}, "PUT", "/bucket"))
        self.assertEqual(1, self.served_of_two({b"authorization": self.scope("ec2")}))
        self.assertEqual(1, self.served_of_two({b"authorization": self.scope("apigateway")}, "PUT", "/restapis/1/x"))

    def test_conditions_of_items_and_objects_are_evaluated_anew(self):
        for call in ("PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem", "TransactWriteItems"):
            self.assertEqual(2, self.served_of_two({b"x-amz-target": b"DynamoDB_20120810." + call.encode()}), call)
        self.assertEqual(2, self.served_of_two({b"authorization": self.scope("s3")}, "PUT", "/bucket/folder/key"))

    def served_of_two(self, headers, method="POST", path="/"):
        """How often the emulator sees a request that is sent twice."""
        served = []

        async def emulator(scope, receive, send):
            served.append(scope)
            await send({"type": "http.response.start", "status": 200, "headers": []})
            await send({"type": "http.response.body", "body": b""})

        all_headers = [*headers.items(), (b"amz-sdk-invocation-id", repr((headers, path)).encode())]
        request = {**_REQUEST, "method": method, "path": path, "headers": all_headers}
        with mock.patch.object(serve, "_serve", emulator):
            for _ in range(2):
                asyncio.run(serve._once(request, self.receive, self.send))
        return len(served)

    @staticmethod
    def scope(service):
        return f"AWS4-HMAC-SHA256 Credential=AKID/20260101/us-east-1/{service}/aws4_request, Signature=0".encode()

    @staticmethod
    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    @staticmethod
    async def send(message):
        pass


class DyingProcessTest(unittest.TestCase):
    def test_a_process_that_ends_while_it_starts_fails_its_own_call(self):
        with mock.patch.object(serve, "_invoke", side_effect=RuntimeError("bootstrap exited during init with code -9")):
            self.assertEqual("error", serve._dying_alone(None, {}, "1")["status"])

    def test_what_else_goes_wrong_is_not_taken_for_a_process_that_ended(self):
        for failure in (KeyError("Timeout"), RuntimeError("init error: no class")):
            with mock.patch.object(serve, "_invoke", side_effect=failure):
                with self.assertRaises(type(failure)):
                    serve._dying_alone(None, {}, "1")


if __name__ == "__main__":
    unittest.main()
