"""Tests of function_metrics.py. Run by `make check`, with the emulator's own Python."""

import time
import unittest

import function_metrics
import metrics

_CONFIG = {"FunctionName": "payments-green-ledger"}


class FunctionMetricsTest(unittest.TestCase):
    def setUp(self):
        self.addCleanup(metrics.clear)

    def test_a_run_is_counted_and_timed_and_its_failure_is_an_error(self):
        self.run_function({"body": {}})
        self.run_function({"body": {}, "error": True})
        self.assertEqual((2, 2), self.figures("Invocations"))
        self.assertEqual((2, 1), self.figures("Errors"))
        self.assertEqual((2, 0), self.figures("Throttles"))
        self.assertEqual(2, self.figures("Duration")[0])

    def test_a_run_that_is_throttled_is_no_invocation(self):
        self.run_function({"body": {}, "error": True, "throttle": True})
        self.assertEqual((1, 1), self.figures("Throttles"))
        self.assertEqual((0, 0), self.figures("Invocations"))
        self.assertEqual((0, 0), self.figures("Errors"))

    def test_a_run_without_room_for_it_is_throttled(self):
        acquire = function_metrics.counting_throttles(lambda function, config: (None, "function"))
        self.assertEqual((None, "function"), acquire({}, _CONFIG))
        self.assertEqual((1, 1), self.figures("Throttles"))
        function_metrics.counting_throttles(lambda function, config: ("key", None))({}, _CONFIG)
        self.assertEqual((1, 1), self.figures("Throttles"))

    def test_the_age_of_a_batch_is_its_last_records_and_only_streams_have_one(self):
        self.run_function({"body": {}}, {"Records": [self.record(90), self.record(30)]})
        count, total = self.figures("IteratorAge")
        self.assertEqual(1, count)
        self.assertTrue(30_000 <= total < 32_000, total)
        for event in ({}, [], {"Records": []}, {"Records": [{"eventSource": "aws:sqs"}]}, {"Records": ["text"]}):
            self.run_function({"body": {}}, event)
        self.assertEqual(1, self.figures("IteratorAge")[0])

    def test_the_age_grows_while_a_batch_fails(self):
        batch = {"Records": [self.record(30)]}
        self.run_function({"error": True}, batch)
        batch["Records"][0]["dynamodb"]["ApproximateCreationDateTime"] -= 60
        self.run_function({"error": True}, batch)
        self.assertGreater(self.figures("IteratorAge")[1], 120_000)

    def test_it_costs_less_than_a_tenth_of_a_millisecond(self):
        start = time.thread_time()
        for _ in range(1000):
            self.run_function({"body": {}})
        self.assertLess((time.thread_time() - start) / 1000, 0.0001)

    @staticmethod
    def record(age):
        created = int(time.time()) - age
        return {"eventSource": "aws:dynamodb", "dynamodb": {"ApproximateCreationDateTime": created}}

    @staticmethod
    def run_function(result, event=None):
        function_metrics.measuring(lambda *arguments: result)({}, _CONFIG, event or {}, "id", 0)

    @staticmethod
    def figures(name):
        now = time.time()
        found = metrics.periods("AWS/Lambda", name, _CONFIG, now // 60 * 60 - 60, now + 1, 300)
        return next(((bucket.statistic("SampleCount"), bucket.statistic("Sum")) for bucket in found.values()), (0, 0))


if __name__ == "__main__":
    unittest.main()
