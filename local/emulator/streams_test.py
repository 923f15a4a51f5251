"""Tests of streams.py. Run by `make check`, with the emulator's own Python."""

import threading
import unittest
from unittest import mock

import streams

_STREAM = "arn:aws:dynamodb:us-east-1:000000000000:table/sessions/stream/2026"
_QUEUE = "arn:aws:sqs:us-east-1:000000000000:failures"


class StreamsTest(unittest.TestCase):
    def setUp(self):
        self.all = [self.mapping("slow"), self.mapping("quick"), self.mapping("queue", _QUEUE)]
        self.go_on = threading.Event()
        self.addCleanup(self.join)
        self.addCleanup(self.go_on.set)
        self.patch("_all_mappings", lambda: iter(self.all))

    def test_a_mapping_that_takes_its_time_holds_up_no_other_and_is_not_begun_twice(self):
        read = []
        seen = threading.Event()

        def poll_streams():
            name = next(streams.mappings())[2]["UUID"]
            read.append(name)
            if name == "slow":
                self.go_on.wait(5)
            else:
                seen.set()
            return False

        self.patch("_poll_streams", poll_streams)
        self.assertFalse(streams.poll())
        self.assertTrue(seen.wait(5))
        self.join("quick")
        seen.clear()
        self.assertFalse(streams.poll())
        self.assertTrue(seen.wait(5))
        self.join("quick")
        self.assertEqual(["quick", "quick", "slow"], sorted(read))

    def test_a_mapping_reads_on_while_there_is_more(self):
        self.all = [self.mapping("quick")]
        left = [True, True, False]
        self.patch("_poll_streams", lambda: left.pop(0))
        streams.poll()
        self.join()
        self.assertEqual([], left)

    def test_a_mapping_that_failed_is_read_again(self):
        self.all = [self.mapping("quick")]
        poll_streams = mock.Mock(side_effect=[ValueError("broken"), False])
        self.patch("_poll_streams", poll_streams)
        with self.assertLogs("streams", "ERROR"):
            streams.poll()
            self.join()
        streams.poll()
        self.join()
        self.assertEqual(2, poll_streams.call_count)

    def test_everybody_else_sees_all_mappings(self):
        self.assertEqual(self.all, list(streams.mappings()))

    def mapping(self, name, source=_STREAM):
        return "000000000000", "us-east-1", {"UUID": name, "EventSourceArn": source}

    def patch(self, name, value):
        patch = mock.patch.object(streams, name, value)
        patch.start()
        self.addCleanup(patch.stop)

    def join(self, name=""):
        for thread in threading.enumerate():
            if thread.name.startswith(f"stream {name}"):
                thread.join(5)


if __name__ == "__main__":
    unittest.main()
