"""Tests of alarms.py. Run by `make check`, with the emulator's own Python."""

import time
import unittest
from unittest import mock
from xml.etree import ElementTree

import alarms
import metrics
import serve  # puts alarms.py in place

from ministack.services import cloudwatch

_NOON = 1_800_000_000
_DIMENSIONS = [{"Name": "ApiName", "Value": "green"}]


class JudgeTest(unittest.TestCase):
    def test_missing_data_is_treated_as_the_table_in_cloudwatchs_guide_says(self):
        x, o = True, False
        table = [
            # breaching, missing, then for missing, ignore, breaching and notBreaching; 3 of 3 periods
            ([o], 2, "OK", "OK", "OK", "OK"),
            ([], 3, "INSUFFICIENT_DATA", "now", "ALARM", "OK"),
            ([x, x, x], 0, "ALARM", "ALARM", "ALARM", "ALARM"),
            ([x], 2, "ALARM", "now", "ALARM", "OK"),
            ([x, o, x], 0, "OK", "OK", "OK", "OK"),
        ]
        for breaching, missing, *expected in table:
            for treatment, state in zip(("missing", "ignore", "breaching", "notBreaching"), expected):
                self.assertEqual(state, alarms.judge(breaching, missing, 3, treatment, "now"), (breaching, treatment))

    def test_some_of_the_periods_are_enough_if_the_alarm_says_so(self):
        self.assertEqual("ALARM", alarms.judge([True, False, True], 0, 2, "missing", "OK"))
        self.assertEqual("OK", alarms.judge([True, False, False], 0, 2, "missing", "OK"))


class AlarmTest(unittest.TestCase):
    def setUp(self):
        self.addCleanup(metrics.clear)
        self.addCleanup(cloudwatch.reset)
        cloudwatch.reset()
        self.now = _NOON
        clock = mock.patch.object(time, "time", lambda: self.now)
        clock.start()
        self.addCleanup(clock.stop)

    def test_an_alarm_follows_its_data_there_and_back(self):
        self.define()
        self.put(30, 11)
        # The minute is over, but some of its data may be on its way.
        self.assertEqual("OK", self.state_at(62))
        self.assertEqual("ALARM", self.state_at(63))
        self.assertEqual("ALARM", self.state_at(300))
        # Its period of five minutes has moved past the data.
        self.assertEqual("OK", self.state_at(363))

    def test_data_of_other_dimensions_does_not_matter(self):
        self.define()
        self.put(30, 11, [{"Name": "ApiName", "Value": "blue"}])
        self.assertEqual("OK", self.state_at(63))

    def test_all_periods_must_breach(self):
        self.define(EvaluationPeriods=2, Period=60)
        self.put(30, 11)
        self.assertEqual("OK", self.state_at(63))
        self.put(90, 11)
        self.assertEqual("ALARM", self.state_at(123))

    def test_an_alarm_tells_its_topic_once(self):
        self.define()
        self.put(30, 11)
        with mock.patch.object(cloudwatch, "_dispatch_alarm_actions") as told:
            for second in (5, 63, 70, 363):
                self.now = _NOON + second
                alarms.evaluate_all()
        self.assertEqual(["OK", "ALARM", "OK"], [call.args[2] for call in told.call_args_list])

    def test_the_query_protocol_tells_all_of_an_alarm(self):
        self.define()
        root = ElementTree.fromstring(cloudwatch._describe_alarms({"AlarmNames.member.1": ["a"]}, {}, False)[2])
        text = {element.tag.partition("}")[2]: element.text for element in root.iter()}
        self.assertEqual(("300", "Sum", "ApiName", "notBreaching", "2027-01-15T08:00:00Z"), tuple(
            text[key] for key in ("Period", "Statistic", "Name", "TreatMissingData", "StateUpdatedTimestamp")
        ))

    def define(self, **changes):
        alarm = {
            "AlarmName": "a",
            "Namespace": "N",
            "MetricName": "M",
            "Dimensions": _DIMENSIONS,
            "Statistic": "Sum",
            "Period": 300,
            "EvaluationPeriods": 1,
            "Threshold": 10,
            "ComparisonOperator": "GreaterThanThreshold",
            "TreatMissingData": "notBreaching",
        }
        cloudwatch._put_metric_alarm({}, {**alarm, **changes}, False, True)

    def put(self, second, value, dimensions=_DIMENSIONS):
        datum = {"MetricName": "M", "Dimensions": dimensions, "Timestamp": _NOON + second, "Value": value}
        metrics.put_metric_data({"Namespace": "N", "MetricData": [{**datum, "StorageResolution": 1}]})

    def state_at(self, second):
        self.now = _NOON + second
        cloudwatch._describe_alarms({}, {}, False, True)
        return cloudwatch._alarms["a"]["StateValue"]


if __name__ == "__main__":
    unittest.main()
