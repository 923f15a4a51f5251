"""Tests of metrics.py. Run by `make check`, with the emulator's own Python."""

import asyncio
import json
import time
import unittest
from unittest import mock
from xml.etree import ElementTree

import serve  # puts metrics.py in place
import metrics

from ministack.core.responses import _request_region
from ministack.services import cloudwatch

_NOW = 1_800_000_000
_GREEN = [{"Name": "ApiName", "Value": "green"}, {"Name": "Stage", "Value": "g"}]
_METHOD = [*_GREEN, {"Name": "Method", "Value": "GET"}]


class MetricsTest(unittest.TestCase):
    def setUp(self):
        self.addCleanup(metrics.clear)
        clock = mock.patch.object(time, "time", lambda: _NOW)
        clock.start()
        self.addCleanup(clock.stop)

    def test_every_statistic_of_a_period(self):
        self.put(0, Values=[1, 3], Counts=[98, 1])
        self.put(5, Value=9)
        self.assertEqual(
            [{"SampleCount": 100, "Sum": 110, "Average": 1.1, "Minimum": 1, "Maximum": 9}],
            self.statistics(60, "SampleCount", "Sum", "Average", "Minimum", "Maximum"),
        )
        self.assertAlmostEqual(3.06, self.data(60, "p99")[0][1])
        self.assertEqual([(_NOW, 1.0)], self.data(60, "p50"))
        self.assertEqual([(_NOW, 9.0)], self.data(60, "p100"))

    def test_all_data_is_forgotten_when_that_is_asked_for(self):
        self.put(0, Value=1)
        self.assertEqual([405], self.asked("GET", metrics.PATH))
        self.assertEqual(["served"], self.asked("DELETE", "/"))
        self.assertNotEqual([], self.data(60, "Sum"))
        self.assertEqual([204], self.asked("DELETE", metrics.PATH))
        self.assertEqual([], self.data(60, "Sum"))

    def test_a_trimmed_count_leaves_out_its_lower_bound_only(self):
        self.put(0, Values=[100, 200, 300], Counts=[5, 3, 2])
        for statistic, expected in [("TC(200:)", 2), ("TC(:200)", 8), ("TC(100:200)", 3), ("TC(99.5:)", 10)]:
            self.assertEqual([(_NOW, expected)], self.data(60, statistic), statistic)
        self.assertEqual([(_NOW, 0)], self.data(60, "TC(300:)"))

    def test_periods_of_a_second_have_their_own_data_and_none_where_there_is_none(self):
        self.put(0, Value=1)
        self.put(2, Value=3)
        self.assertEqual([(_NOW + 2, 3), (_NOW, 1)], self.data(1, "Sum"))
        self.assertEqual([(_NOW, 1), (_NOW + 2, 3)], self.data(1, "Sum", ScanBy="TimestampAscending"))

    def test_the_end_is_not_included_and_the_start_is_rounded_down(self):
        self.put(0, Value=1)
        self.put(10, Value=2)
        self.assertEqual([(_NOW, 1)], self.data(1, "Sum", StartTime=_NOW + 0.9, EndTime=_NOW + 10))
        self.assertEqual([(_NOW + 10, 2)], self.data(1, "Sum", StartTime=_NOW + 10, EndTime=_NOW + 10.5))
        self.assertEqual([(_NOW, 3)], self.data(60, "Sum", StartTime=_NOW + 59, EndTime=_NOW + 61))

    def test_periods_begin_where_the_request_does(self):
        self.put(60, Value=1)
        self.put(359, Value=2)
        self.assertEqual([(_NOW + 60, 3)], self.data(300, "Sum", StartTime=_NOW + 60))

    def test_only_the_metric_with_exactly_these_dimensions_counts(self):
        self.put(0, Value=1)
        self.put(0, dimensions=_METHOD, Value=5)
        self.put(0, dimensions=list(reversed(_GREEN)), Value=1)
        self.assertEqual([(_NOW, 2)], self.data(60, "Sum"))
        self.assertEqual([(_NOW, 5)], self.data(60, "Sum", dimensions=_METHOD))
        self.assertEqual([], self.data(60, "Sum", dimensions=[]))
        self.assertEqual([], self.data(60, "Sum", dimensions=_GREEN[:1]))

    def test_another_unit_is_another_metric(self):
        self.put(0, Value=1, Unit="Count")
        request = self.request(60, "Sum")
        for unit, found in (("Count", [1]), ("Seconds", [])):
            request["MetricDataQueries"][0]["MetricStat"]["Unit"] = unit
            self.assertEqual(found, metrics.get_metric_data(request)["MetricDataResults"][0]["Values"])

    def test_regions_are_apart(self):
        self.put(0, Value=1)
        token = _request_region.set("eu-west-1")
        try:
            self.assertEqual([], self.data(60, "Sum"))
            self.assertEqual([], metrics.list_metrics({})["Metrics"])
        finally:
            _request_region.reset(token)

    def test_data_of_standard_resolution_is_kept_by_the_minute(self):
        self.put(59, resolution=60, Value=1)
        self.assertEqual([(_NOW, 1)], self.data(1, "Sum"))

    def test_a_set_of_statistics_has_no_percentile(self):
        self.put(0, StatisticValues={"SampleCount": 4, "Sum": 10, "Minimum": 1, "Maximum": 4})
        self.assertEqual([(_NOW, 2.5)], self.data(60, "Average"))
        self.assertEqual([(_NOW, 4)], self.data(60, "Maximum"))
        self.assertEqual([], self.data(60, "p99"))
        self.assertEqual([], self.data(60, "TC(2:)"))

    def test_what_is_older_than_an_hour_is_forgotten(self):
        with mock.patch.object(time, "time", lambda: _NOW - 3700):
            self.put(-3700, Value=1)
        self.put(0, Value=2)
        self.put(-3700, Value=4)
        self.assertEqual([(_NOW - 3720, 2)], self.data(3660 * 2, "Sum", StartTime=_NOW - 3701))

    def test_pages_of_data(self):
        for second in range(5):
            self.put(second, Value=second)
        request = self.request(1, "Sum", MaxDatapoints=2)
        values, codes = [], []
        while True:
            answer = metrics.get_metric_data(request)
            values += answer["MetricDataResults"][0]["Values"]
            codes.append(answer["MetricDataResults"][0]["StatusCode"])
            if "NextToken" not in answer:
                break
            request["NextToken"] = answer["NextToken"]
        self.assertEqual([4, 3, 2, 1, 0], values)
        self.assertEqual(["PartialData", "PartialData", "Complete"], codes)

    def test_what_cloudwatch_would_refuse_is_refused(self):
        for wrong in ({"Period": 7}, {"Period": 90}, {"Stat": "average"}, {"Stat": "tm99"}):
            request = self.request(60, "Sum")
            request["MetricDataQueries"][0]["MetricStat"].update(wrong)
            status, _, body = cloudwatch._get_metric_data({}, request, False, True)
            self.assertEqual(400, status, wrong)
            self.assertIn("allowed", json.loads(body)["message"])

    def test_the_query_protocol_says_the_same(self):
        put = {
            "Action": ["PutMetricData"],
            "Namespace": ["N"],
            "MetricData.member.1.MetricName": ["M"],
            "MetricData.member.1.Dimensions.member.1.Name": ["A"],
            "MetricData.member.1.Dimensions.member.1.Value": ["<b>"],
            "MetricData.member.1.Timestamp": ["2027-01-15T08:00:00Z"],
            "MetricData.member.1.StorageResolution": ["1"],
            "MetricData.member.1.Values.member.1": ["1.0"],
            "MetricData.member.1.Values.member.2": ["2.0"],
            "MetricData.member.1.Counts.member.1": ["3.0"],
            "MetricData.member.1.Counts.member.2": ["1.0"],
        }
        self.assertEqual(200, cloudwatch._put_metric_data(put, {}, False)[0])
        get = {
            "MetricDataQueries.member.1.Id": ["m"],
            "MetricDataQueries.member.1.MetricStat.Metric.Namespace": ["N"],
            "MetricDataQueries.member.1.MetricStat.Metric.MetricName": ["M"],
            "MetricDataQueries.member.1.MetricStat.Metric.Dimensions.member.1.Name": ["A"],
            "MetricDataQueries.member.1.MetricStat.Metric.Dimensions.member.1.Value": ["<b>"],
            "MetricDataQueries.member.1.MetricStat.Period": ["1"],
            "MetricDataQueries.member.1.MetricStat.Stat": ["Sum"],
            "StartTime": ["2027-01-15T08:00:00.500000001Z"],
            "EndTime": ["2027-01-15T08:00:10Z"],
        }
        found = self.xml(cloudwatch._get_metric_data(get, {}, False))
        self.assertEqual(["5.0"], [value.text for value in found.iterfind(".//Values/member")])
        self.assertEqual(["2027-01-15T08:00:00Z"], [at.text for at in found.iterfind(".//Timestamps/member")])
        listed = self.xml(cloudwatch._list_metrics({}, {}, False))
        self.assertEqual("<b>", listed.find(".//Dimensions/member/Value").text)

    def asked(self, method, path):
        """What a request is answered with, or that it was served by who comes after."""
        answers = []

        async def receive():
            return {"type": "http.request", "body": b""}

        async def send(message):
            answers.extend([message["status"]] if "status" in message else [])

        async def serve_on(*_):
            answers.append("served")

        asyncio.run(metrics.before(serve_on)({"type": "http", "method": method, "path": path}, receive, send))
        return answers

    def put(self, second, dimensions=_GREEN, resolution=1, **value):
        datum = {"MetricName": "M", "Dimensions": dimensions, "Timestamp": _NOW + second, **value}
        metrics.put_metric_data({"Namespace": "N", "MetricData": [{**datum, "StorageResolution": resolution}]})

    def statistics(self, period, *names):
        request = {"Namespace": "N", "MetricName": "M", "Dimensions": _GREEN, "Period": period, "Statistics": names}
        found = metrics.get_metric_statistics({**request, "StartTime": _NOW, "EndTime": _NOW + 600})["Datapoints"]
        return [{name: point[name] for name in names} for point in found]

    def data(self, period, statistic, **changes):
        result = metrics.get_metric_data(self.request(period, statistic, **changes))["MetricDataResults"][0]
        return list(zip(result["Timestamps"], result["Values"]))

    @staticmethod
    def request(period, statistic, dimensions=_GREEN, **changes):
        metric = {"Namespace": "N", "MetricName": "M", "Dimensions": dimensions}
        query = {"Id": "m", "MetricStat": {"Metric": metric, "Period": period, "Stat": statistic}}
        return {"MetricDataQueries": [query], "StartTime": _NOW, "EndTime": _NOW + 600, **changes}

    @staticmethod
    def xml(answer):
        root = ElementTree.fromstring(answer[2])
        for element in root.iter():
            element.tag = element.tag.partition("}")[2]
        return root


if __name__ == "__main__":
    unittest.main()
