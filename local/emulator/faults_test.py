"""Tests of faults.py. Run by `make check`, with the emulator's own Python."""

import asyncio
import gzip
import json
import time
import unittest

import faults


class FaultsTest(unittest.TestCase):
    def setUp(self):
        self.addCleanup(faults.clear)
        self.served = []

    def test_without_faults_a_call_is_handed_on_untouched(self):
        self.assertEqual(200, self.call("PUT", "/bucket/key", service="s3", body=b"x")[0])
        self.assertEqual([b"x"], self.served)

    def test_a_share_is_spread_evenly_and_exact(self):
        faults.put([{"service": "s3", "operation": "PutObject", "percent": 30, "status": 503}])
        answers = [self.call("PUT", "/bucket/key", service="s3")[0] for _ in range(100)]
        self.assertEqual(30, answers.count(503))
        self.assertTrue(all(2 <= answers[start : start + 10].count(503) <= 4 for start in range(0, 100, 10)))

    def test_a_call_that_is_not_struck_is_served_with_its_body(self):
        faults.put([{"service": "s3", "match": "other", "status": 500}])
        self.assertEqual(200, self.call("PUT", "/bucket/key", service="s3", body=b"content")[0])
        self.assertEqual([b"content"], self.served)

    def test_all_texts_must_be_found_in_region_host_path_query_or_body(self):
        match = ["us-west-2", '"sessions"']
        faults.put([{"service": "dynamodb", "operation": "PutItem", "match": match, "status": 400}])
        target = {b"x-amz-target": b"DynamoDB_20120810.PutItem"}
        body = b'{"TableName":"sessions"}'
        self.assertEqual(400, self.call("POST", "/", target, body, "dynamodb", "us-west-2")[0])
        self.assertEqual(200, self.call("POST", "/", target, body, "dynamodb", "us-east-1")[0])
        self.assertEqual(200, self.call("POST", "/", target, b"{}", "dynamodb", "us-west-2")[0])
        get = {b"x-amz-target": b"DynamoDB_20120810.GetItem"}
        self.assertEqual(200, self.call("POST", "/", get, body, "dynamodb", "us-west-2")[0])

    def test_errors_have_the_shape_of_their_service(self):
        faults.put([{"service": service, "status": 503} for service in ("s3", "dynamodb", "sns", "execute-api")])
        self.assertIn(b"<Error><Code>SlowDown</Code>", self.call("GET", "/bucket/key", service="s3")[1])
        target = {b"x-amz-target": b"DynamoDB_20120810.GetItem"}
        dynamo = self.call("POST", "/", target, service="dynamodb")[1]
        self.assertEqual("ServiceUnavailable", json.loads(dynamo)["__type"])
        form = {b"content-type": b"application/x-www-form-urlencoded"}
        sns = self.call("POST", "/", form, b"Action=Publish", "sns")[1]
        self.assertIn(b"<ErrorResponse><Error><Type>Receiver</Type><Code>ServiceUnavailable</Code>", sns)
        api = self.call("GET", "/restapis/a1/green/_user_request_/health")
        self.assertEqual((503, b'{"message": "Service Unavailable"}'), api)

    def test_operations_are_told_apart_in_every_protocol(self):
        form = {b"content-type": b"application/x-www-form-urlencoded"}
        zipped = {**form, b"content-encoding": b"gzip"}
        cases = [
            ("sns", "Publish", ("POST", "/", form, b"Version=1&Action=Publish", "sns")),
            ("monitoring", "PutMetricData", ("POST", "/service/G/operation/PutMetricData", {}, b"", "monitoring")),
            ("monitoring", "GetMetricData", ("POST", "/", zipped, gzip.compress(b"Action=GetMetricData"), "monitoring")),
            ("s3", "HeadObject", ("HEAD", "/bucket/folder/key", {}, b"", "s3")),
            ("execute-api", "POST", ("POST", "/restapis/a1/green/_user_request_/payment")),
            ("kms", "Decrypt", ("POST", "/", {b"x-amz-target": b"TrentService.Decrypt"}, b"", "kms")),
        ]
        for service, operation, call in cases:
            faults.put([{"service": service, "operation": operation, "status": 500}])
            self.assertEqual(500, self.call(*call)[0], service)
            faults.put([{"service": service, "operation": "Other", "status": 500}])
            self.assertEqual(200, self.call(*call)[0], service)

    def test_a_delay_does_not_keep_other_calls_waiting(self):
        faults.put([{"service": "s3", "match": "slow", "delayMillis": 300}])

        async def both():
            slow = asyncio.create_task(self.answer("GET", "/bucket/slow", service="s3"))
            await asyncio.sleep(0)
            start = time.monotonic()
            await self.answer("GET", "/bucket/fast", service="s3")
            other = time.monotonic() - start
            return other, (await slow)[0], time.monotonic() - start

        other, status, whole = asyncio.run(both())
        self.assertLess(other, 0.2)
        self.assertEqual(200, status)
        self.assertGreaterEqual(whole, 0.25)

    def test_a_function_fails_by_name_or_event_wherever_it_is_run(self):
        match = ["green-payment", '"/payment"']
        faults.put([{"service": "lambda", "operation": "Invoke", "match": match, "status": 500}])
        self.assertTrue(self.run_function("green-payment", {"path": "/payment"})["error"])
        self.assertEqual({"body": "ran"}, self.run_function("green-payment", {"path": "/health"}))
        self.assertEqual({"body": "ran"}, self.run_function("blue-payment", {"path": "/payment"}))
        # The request that runs it is not struck a second time.
        faults.put([{"service": "lambda", "operation": "Invoke", "status": 500}])
        self.assertEqual(200, self.call("POST", "/2015-03-31/functions/green-payment/invocations", service="lambda")[0])

    def test_a_function_is_throttled_by_429(self):
        faults.put([{"service": "lambda", "status": 429}])
        self.assertTrue(self.run_function("f", {})["throttle"])

    def test_wrong_faults_are_refused_with_key_value_and_what_is_allowed(self):
        faults.put([{"service": "s3", "status": 500}])
        wrong = [
            ({"service": "s3"}, "neither delayMillis nor status"),
            ({"status": 500}, "service is None"),
            ({"service": "s3", "status": 200}, "status is 200: allowed is a number from 400 to 599"),
            ({"service": "s3", "status": 500, "percent": 101}, "percent is 101: allowed is a number from 0 to 100"),
            ({"service": "s3", "delayMillis": "9"}, "delayMillis is '9'"),
            ({"service": "s3", "status": 500, "match": 3}, "match is 3"),
            ({"service": "s3", "status": 500, "region": "x"}, "key 'region'"),
        ]
        for fault, message in wrong:
            status, body = self.call("POST", faults.PATH, body=json.dumps([fault]).encode())
            self.assertEqual(400, status)
            self.assertIn(message, json.loads(body)["message"])
        self.assertEqual(400, self.call("POST", faults.PATH, body=b"{}")[0])
        self.assertEqual(400, self.call("POST", faults.PATH, body=b"nonsense")[0])
        self.assertEqual([500], [fault["status"] for fault in faults.counts()])

    def test_faults_are_replaced_counted_and_ended_over_http(self):
        self.call("POST", faults.PATH, body=b'[{"service":"s3","status":500}]')
        self.call("POST", faults.PATH, body=b'[{"service":"s3","status":503,"percent":50}]')
        self.call("GET", "/b/k", service="s3")
        self.call("GET", "/b/k", service="s3")
        shown = json.loads(self.call("GET", faults.PATH)[1])
        self.assertEqual([{"service": "s3", "status": 503, "percent": 50, "calls": 2, "struck": 1}], shown)
        self.assertEqual(b"[]", self.call("DELETE", faults.PATH)[1])
        self.assertEqual(200, self.call("GET", "/b/k", service="s3")[0])
        self.assertEqual(405, self.call("PUT", faults.PATH)[0])

    @staticmethod
    def run_function(name, event):
        run = faults.failing(lambda function, config, event, *rest: {"body": "ran"})
        return run({}, {"FunctionName": name}, event, "id", 0)

    def call(self, *call, **named):
        return asyncio.run(self.answer(*call, **named))

    async def answer(self, method, path, headers=None, body=b"", service="", region="us-east-1"):
        """The status and body with which a request is answered."""
        credential = f"AWS4-HMAC-SHA256 Credential=AKID/20260101/{region}/{service}/aws4_request, Signature=0"
        all_headers = [*(headers or {}).items(), (b"authorization", credential.encode())]
        scope = {"type": "http", "method": method, "path": path, "query_string": b"", "headers": all_headers}
        sent = []

        messages = [{"type": "http.request", "body": body, "more_body": False}]

        async def receive():
            return messages.pop() if messages else {"type": "http.disconnect"}

        async def send(message):
            sent.append(message)

        async def emulator(scope, receive, send):
            self.served.append((await receive()).get("body"))
            await send({"type": "http.response.start", "status": 200, "headers": []})
            await send({"type": "http.response.body", "body": b""})

        await faults.before(emulator)(scope, receive, send)
        return sent[0]["status"], sent[1]["body"]


if __name__ == "__main__":
    unittest.main()
