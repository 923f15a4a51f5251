"""CloudWatch's metrics, in place of ministack's.

ministack keeps every value by itself for two weeks, looks through all of them at every request, and takes a metric
whose dimensions were not given for any of its namesakes. Here a series keeps one bucket a second, or a minute where the
data has the standard resolution, for an hour.
"""

import array
import bisect
import itertools
import json
import math
import operator
import re
import threading
import time
from datetime import datetime, timezone
from xml.sax.saxutils import escape

from ministack.core.responses import get_account_id, get_region
from ministack.services import cloudwatch

# DELETE to it forgets all data, so that what was on purpose a minute ago raises no alarm in the next ones.
PATH = "/_payments/metrics"

KEPT_SECONDS = 3600

_STATISTICS = ("SampleCount", "Sum", "Average", "Minimum", "Maximum")
_PERCENTILE = re.compile(r"p(\d{1,2}(?:\.\d{1,10})?|100)")
_TRIMMED_COUNT = re.compile(r"TC\((\d+(?:\.\d{1,10})?)?:(\d+(?:\.\d{1,10})?)?\)")
_DECIMALS = re.compile(r"(\.\d{6})\d+")
_HIGH_RESOLUTION = (1, 5, 10, 20, 30)
_MINUTE = 60
_MOST_DATA = 100_800

_lock = threading.Lock()
_series = {}


class Bucket:
    """What was put for one second or minute: values, and how often each came."""

    __slots__ = ("values", "counts", "sets")

    def __init__(self):
        self.values = array.array("d")
        self.counts = array.array("d")
        # Sets of statistics, of which the values are not known.
        self.sets = ()

    def add(self, value, count=1.0):
        if self.values and self.values[-1] == value:
            self.counts[-1] += count
        else:
            self.values.append(value)
            self.counts.append(count)

    def add_set(self, count, total, minimum, maximum):
        if minimum == maximum:
            self.add(minimum, count)
        else:
            self.sets = (*self.sets, (count, total, minimum, maximum))

    def merge(self, other):
        self.values.extend(other.values)
        self.counts.extend(other.counts)
        self.sets = (*self.sets, *other.sets)

    def statistic(self, name):
        """A statistic's value; None for a percentile or trimmed count if not all values are known, or one is negative."""
        if name == "SampleCount":
            return self._count()
        if name == "Sum":
            return self._sum()
        if name == "Average":
            return self._sum() / self._count()
        if name == "Minimum":
            return min([*self.values, *(least for _, _, least, _ in self.sets)])
        if name == "Maximum":
            return max([*self.values, *(most for _, _, _, most in self.sets)])
        if self.sets or min(self.values) < 0:
            return None
        bounds = _TRIMMED_COUNT.fullmatch(name)
        return self._trimmed_count(*bounds.groups()) if bounds else self._percentile(float(name[1:]))

    def _count(self):
        return sum(self.counts) + sum(count for count, _, _, _ in self.sets)

    def _sum(self):
        return sum(map(operator.mul, self.values, self.counts)) + sum(total for _, total, _, _ in self.sets)

    def _trimmed_count(self, above, up_to):
        above = -1 if above is None else float(above)
        up_to = math.inf if up_to is None else float(up_to)
        return sum(count for value, count in zip(self.values, self.counts) if above < value <= up_to)

    def _percentile(self, percent):
        """Between the two nearest ranks, as ministack does it."""
        order = sorted(range(len(self.values)), key=self.values.__getitem__)
        ends = list(itertools.accumulate(self.counts[index] for index in order))

        def at(rank):
            return self.values[order[min(bisect.bisect_right(ends, rank), len(order) - 1)]]

        rank = percent / 100 * max(ends[-1] - 1, 0)
        low = at(int(rank))
        return low + (rank - int(rank)) * (at(int(rank) + 1) - low)


class Series:
    """One metric: a name with its dimensions."""

    __slots__ = ("unit", "buckets")

    def __init__(self):
        self.unit = "None"
        self.buckets = {}

    def bucket(self, second):
        found = self.buckets.get(second)
        if found is None:
            self.forget(time.time() - KEPT_SECONDS)
            found = self.buckets[second] = Bucket()
        return found

    def forget(self, before):
        """Forgets what is old; data comes nearly in order, so the oldest is first."""
        while self.buckets and (oldest := next(iter(self.buckets))) < before:
            del self.buckets[oldest]

    def periods(self, start, end, period):
        """The data of each period from start that has any, in order of time."""
        found = {}
        seconds = range(int(start), math.ceil(end))
        for second in seconds if len(seconds) < len(self.buckets) else sorted(self.buckets):
            bucket = self.buckets.get(second)
            if bucket is not None and start <= second < end:
                at = int(start + (second - start) // period * period)
                found.setdefault(at, Bucket()).merge(bucket)
        return found


def put(namespace, name, dimensions, second, unit, fill):
    """Has fill(bucket) add data to the bucket of a second, in the current account and Region."""
    key = (get_account_id(), get_region(), namespace, name, _dimension_key(dimensions))
    with _lock:
        series = _series.get(key)
        if series is None:
            series = _series[key] = Series()
        series.unit = unit
        fill(series.bucket(int(second)))


def periods(namespace, name, dimensions, start, end, period, unit=None):
    """The buckets of a metric by the start of their period; the dimensions must be exactly the metric's."""
    key = (get_account_id(), get_region(), namespace, name, _dimension_key(dimensions))
    with _lock:
        series = _series.get(key)
        if series is None or unit not in (None, "", series.unit):
            return {}
        return series.periods(start, end, period)


def clear():
    """Forgets everything."""
    with _lock:
        _series.clear()


def before(serve):
    """The ASGI application that takes PATH for itself, before another application."""

    async def application(scope, receive, send):
        if scope["type"] != "http" or scope["path"] != PATH:
            await serve(scope, receive, send)
            return
        while (await receive()).get("more_body"):
            pass
        if scope["method"] == "DELETE":
            clear()
        status, headers = (204, []) if scope["method"] == "DELETE" else (405, [(b"allow", b"DELETE")])
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": b""})

    return application


def record(namespace, name, value, unit="None", dimensions=None):
    """Puts one value now; what ministack's services call."""
    put(namespace, name, dimensions or {}, time.time(), unit, lambda bucket: bucket.add(float(value)))


def moment(given):
    """A moment in seconds since 1970, with any number of decimals: the SDK for Java sends nine, ministack reads six."""
    return cloudwatch._parse_ts(_DECIMALS.sub(r"\1", given) if isinstance(given, str) else given)


def put_metric_data(request):
    """PutMetricData."""
    namespace = request.get("Namespace", "")
    for datum in request.get("MetricData", []):
        stamp = moment(datum.get("Timestamp")) or time.time()
        if stamp < time.time() - KEPT_SECONDS:
            continue
        resolution = 1 if int(datum.get("StorageResolution") or _MINUTE) == 1 else _MINUTE
        dimensions = cloudwatch._dims_from_list(datum.get("Dimensions") or [])
        second = stamp // resolution * resolution
        put(namespace, datum["MetricName"], dimensions, second, datum.get("Unit") or "None", _filling(datum))
    return {}


def _filling(datum):
    values = datum.get("Values")
    together = datum.get("StatisticValues")

    def fill(bucket):
        if values:
            for value, count in zip(values, datum.get("Counts") or [1.0] * len(values)):
                bucket.add(float(value), float(count))
        elif together:
            bucket.add_set(*(float(together[key]) for key in ("SampleCount", "Sum", "Minimum", "Maximum")))
        else:
            bucket.add(float(datum.get("Value") or 0))

    return fill


def list_metrics(request):
    """ListMetrics."""
    wanted = [(given["Name"], given.get("Value")) for given in request.get("Dimensions") or []]
    found = []
    with _lock:
        for account, region, namespace, name, dimensions in _series:
            if (
                (account, region) == (get_account_id(), get_region())
                and request.get("Namespace") in (None, "", namespace)
                and request.get("MetricName") in (None, "", name)
                and all(any(key == own and value in (None, "", its) for own, its in dimensions) for key, value in wanted)
            ):
                named = [{"Name": key, "Value": value} for key, value in dimensions]
                found.append({"Namespace": namespace, "MetricName": name, "Dimensions": named})
    return {"Metrics": found}


def get_metric_statistics(request):
    """GetMetricStatistics."""
    period = _period(request.get("Period"))
    start, end = _span(request, period)
    plain = request.get("Statistics") or []
    percentiles = request.get("ExtendedStatistics") or []
    for statistic in [*plain, *percentiles]:
        _check_statistic(statistic)
    dimensions = cloudwatch._dims_from_list(request.get("Dimensions") or [])
    namespace, name = request.get("Namespace"), request.get("MetricName")
    data = []
    for at, bucket in sorted(periods(namespace, name, dimensions, start, end, period, request.get("Unit")).items()):
        point = {"Timestamp": at, "Unit": _unit(namespace, name, dimensions)}
        point.update({statistic: bucket.statistic(statistic) for statistic in plain})
        known = {statistic: bucket.statistic(statistic) for statistic in percentiles}
        if any(value is not None for value in known.values()):
            point["ExtendedStatistics"] = {key: value for key, value in known.items() if value is not None}
        data.append(point)
    return {"Label": name, "Datapoints": data}


def get_metric_data(request):
    """GetMetricData, without expressions."""
    most = int(request.get("MaxDatapoints") or _MOST_DATA)
    skip = int(request.get("NextToken") or 0)
    results = []
    seen = 0
    for query in request.get("MetricDataQueries", []):
        if query.get("Expression"):
            raise _Refused("ValidationError", f"query {query.get('Id')}: the local emulator knows no expressions")
        if str(query.get("ReturnData", True)).lower() == "false":
            continue
        points = _points(request, query)
        here = points[max(0, skip - seen) : max(0, skip + most - seen)]
        seen += len(points)
        results.append(
            {
                "Id": query.get("Id"),
                "Label": query.get("Label") or query["MetricStat"]["Metric"]["MetricName"],
                "Timestamps": [at for at, _ in here],
                "Values": [value for _, value in here],
                "StatusCode": "PartialData" if seen > skip + most else "Complete",
            }
        )
    more = {"NextToken": str(skip + most)} if seen > skip + most else {}
    return {"MetricDataResults": results, "Messages": [], **more}


def _points(request, query):
    """A query's data, latest first unless asked for otherwise."""
    stat = query["MetricStat"]
    metric = stat["Metric"]
    _check_statistic(stat.get("Stat"))
    period = _period(stat.get("Period"))
    start, end = _span(request, period)
    dimensions = cloudwatch._dims_from_list(metric.get("Dimensions") or [])
    found = periods(metric.get("Namespace"), metric.get("MetricName"), dimensions, start, end, period, stat.get("Unit"))
    points = [(at, bucket.statistic(stat["Stat"])) for at, bucket in found.items()]
    known = [(at, value) for at, value in points if value is not None]
    return sorted(known, reverse=request.get("ScanBy") != "TimestampAscending")


def _period(given):
    period = int(given or 0)
    if period in _HIGH_RESOLUTION or (period > 0 and period % _MINUTE == 0):
        return period
    raise _Refused(
        "InvalidParameterValue", f"Period is {given}: allowed are 1, 5, 10, 20, 30 and the multiples of 60"
    )


def _span(request, period):
    """From when to when: CloudWatch takes whole minutes, or whole periods where they are shorter."""
    start, end = (moment(request.get(key)) for key in ("StartTime", "EndTime"))
    if start is None or end is None or start >= end:
        raise _Refused("InvalidParameterCombination", "StartTime must be before EndTime")
    step = min(period, _MINUTE)
    return start // step * step, end


def _check_statistic(name):
    known = name in _STATISTICS or any(it.fullmatch(name or "") for it in (_PERCENTILE, _TRIMMED_COUNT))
    if not known:
        raise _Refused(
            "InvalidParameterValue",
            f"the statistic is {name}: allowed are {_STATISTICS}, p0 to p100 and a trimmed count like TC(200:) or TC(1:2)",
        )


def _unit(namespace, name, dimensions):
    return _series[(get_account_id(), get_region(), namespace, name, _dimension_key(dimensions))].unit


def _dimension_key(dimensions):
    return tuple(sorted(dimensions.items()))


class _Refused(Exception):
    """A request that CloudWatch would refuse."""

    def __init__(self, code, message):
        super().__init__(message)
        self.code = code


def handler(action, serve):
    """ministack's handler of an action, from a function from request to answer, for all three protocols."""

    def handle(params, data, is_cbor, is_json=False):
        try:
            answer = serve(data if is_cbor or is_json else nested(params))
        except _Refused as e:
            return cloudwatch._error(e.code, str(e), 400, use_json=is_json, use_cbor=is_cbor)
        if is_cbor:
            return cloudwatch._cbor_ok(_stamped(answer, cloudwatch._cbor_timestamp))
        if is_json:
            return cloudwatch._json_ok(answer)
        return _as_query_answer(action, answer)

    return handle


def in_full(action, serve):
    """A handler of ministack's that answers the Query protocol, which the SDK for Java speaks, with all fields.

    ministack leaves out most of an alarm there: its period, statistic and dimensions.
    """

    def handle(params, data, is_cbor, is_json=False):
        if is_cbor or is_json:
            return serve(params, data, is_cbor, is_json)
        status, _, body = serve({}, nested(params), False, True)
        answer = json.loads(body)
        if status != 200:
            return cloudwatch._error(answer["__type"], answer["message"], status)
        return _as_query_answer(action, answer)

    return handle


def nested(params):
    """A request of the Query protocol as its JSON would be, but with texts for numbers."""
    root = {}
    for key, value in params.items():
        *path, last = key.split(".")
        at = root
        for part in path:
            at = at.setdefault(part, {})
        at[last] = value[0] if isinstance(value, list) else value
    return _with_lists(root)


def _with_lists(value):
    if not isinstance(value, dict):
        return value
    if set(value) == {"member"}:
        members = value["member"]
        return [_with_lists(members[index]) for index in sorted(members, key=int)]
    return {key: _with_lists(inner) for key, inner in value.items()}


def _as_query_answer(action, answer):
    content = _xml(_stamped(answer, _written))
    return cloudwatch._xml(200, f"{action}Response", f"<{action}Result>{content}</{action}Result>")


def _written(second):
    return datetime.fromtimestamp(second, tz=timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def _stamped(value, write):
    """The same with each timestamp written in a protocol's way."""
    if isinstance(value, list):
        return [_stamped(inner, write) for inner in value]
    if not isinstance(value, dict):
        return value
    return {
        key: [write(second) for second in inner]
        if key == "Timestamps"
        else write(inner)
        if key.endswith("Timestamp") and isinstance(inner, (int, float))
        else _stamped(inner, write)
        for key, inner in value.items()
    }


def _xml(value):
    if isinstance(value, list):
        return "".join(f"<member>{_xml(inner)}</member>" for inner in value)
    if isinstance(value, bool):
        return str(value).lower()
    if not isinstance(value, dict):
        return escape(str(value))
    return "".join(
        f"<{key}>{_xml_map(inner) if key == 'ExtendedStatistics' else _xml(inner)}</{key}>"
        for key, inner in value.items()
        if inner is not None
    )


def _xml_map(value):
    # An alarm's extended statistic is a text of the same kind of name, but not the same name.
    return "".join(f"<entry><key>{key}</key><value>{inner}</value></entry>" for key, inner in value.items())


def install():
    """Puts all this in the place of ministack's own."""
    cloudwatch._evict_old_metrics = lambda: None
    cloudwatch.record_metric = record
    cloudwatch._put_metric_data = handler("PutMetricData", put_metric_data)
    cloudwatch._list_metrics = handler("ListMetrics", list_metrics)
    cloudwatch._get_metric_statistics = handler("GetMetricStatistics", get_metric_statistics)
    cloudwatch._get_metric_data = handler("GetMetricData", get_metric_data)
