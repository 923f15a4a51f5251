"""CloudWatch's alarms, evaluated over time by their own metric.

ministack evaluates an alarm when data is put, over all metrics of that name whatever their dimensions, and never again
when no more comes.
"""

import logging
import threading
import time

import metrics

from ministack.core.responses import _request_account_id, _request_region
from ministack.services import cloudwatch

_EVERY_SECONDS = 5

# How late data may be: that of the second just over is on its way.
_LATE_SECONDS = 3

_MINUTE = 60
_SHORTEST_PERIOD = 10

_log = logging.getLogger("alarms")
_lock = threading.Lock()

_BREACHES = {
    "GreaterThanOrEqualToThreshold": lambda value, threshold: value >= threshold,
    "GreaterThanThreshold": lambda value, threshold: value > threshold,
    "LessThanThreshold": lambda value, threshold: value < threshold,
    "LessThanOrEqualToThreshold": lambda value, threshold: value <= threshold,
}


def evaluate(alarm):
    """Moves an alarm of the current account and Region to the state that its data says."""
    breaches = _BREACHES.get(alarm.get("ComparisonOperator"))
    if breaches is None or not alarm.get("MetricName"):
        return
    values = _values(alarm, time.time() - _LATE_SECONDS)
    breaching = [breaches(value, alarm["Threshold"]) for value in values if value is not None]
    state = judge(
        breaching,
        len(values) - len(breaching),
        int(alarm.get("DatapointsToAlarm") or len(values)),
        alarm.get("TreatMissingData") or "missing",
        alarm["StateValue"],
    )
    with _lock:
        if state != alarm["StateValue"]:
            _move(alarm, state, f"{values} against {alarm['ComparisonOperator']} {alarm['Threshold']}")


def judge(breaching, missing, enough, treatment, state):
    """The state by the data of the evaluation periods.

    breaching has whether each period with data breaches, missing how many have none; enough is how many must breach.
    See "Configuring how CloudWatch alarms treat missing data" in CloudWatch's guide.
    """
    bad = sum(breaching)
    if treatment == "breaching":
        bad += missing
    elif treatment == "missing":
        if not breaching:
            return "INSUFFICIENT_DATA"
        # What is there decides.
        enough = min(enough, len(breaching))
    elif treatment == "ignore" and missing and bad < enough and all(breaching):
        return state
    return "ALARM" if bad >= enough else "OK"


def _values(alarm, now):
    """The statistic of each evaluation period, the latest last. They end with a minute, or with ten seconds."""
    period, count = int(alarm["Period"]), int(alarm["EvaluationPeriods"])
    step = _MINUTE if period >= _MINUTE else _SHORTEST_PERIOD
    end = int(now // step * step)
    start = end - period * count
    dimensions = cloudwatch._dims_from_list(alarm.get("Dimensions") or [])
    found = metrics.periods(alarm["Namespace"], alarm["MetricName"], dimensions, start, end, period, alarm.get("Unit"))
    statistic = alarm.get("ExtendedStatistic") or alarm.get("Statistic")
    return [found[at].statistic(statistic) if at in found else None for at in range(start, end, period)]


def _move(alarm, state, reason):
    old = alarm["StateValue"]
    alarm["StateValue"] = state
    alarm["StateReason"] = reason
    alarm["StateUpdatedTimestamp"] = int(time.time())
    cloudwatch._record_history(alarm["AlarmName"], old, state, reason)
    cloudwatch._dispatch_alarm_actions(alarm, old, state, reason)
    cloudwatch._evaluate_parent_alarms(alarm)


def evaluate_all():
    """Evaluates the alarms of every account and Region."""
    for (account, region, _), alarm in list(cloudwatch._alarms._data.items()):
        account_token = _request_account_id.set(account)
        region_token = _request_region.set(region)
        try:
            evaluate(alarm)
        except Exception:
            _log.exception("the alarm %s cannot be evaluated", alarm.get("AlarmName"))
        finally:
            _request_region.reset(region_token)
            _request_account_id.reset(account_token)


def _forever():
    while True:
        time.sleep(_EVERY_SECONDS)
        evaluate_all()


def start():
    """Evaluates all alarms every few seconds from now on, in a thread of its own."""
    threading.Thread(target=_forever, name="alarms", daemon=True).start()


def install():
    """Puts this in the place of ministack's evaluation."""
    cloudwatch._evaluate_all_alarms = lambda: None
    cloudwatch._evaluate_alarm = lambda alarm: None
    cloudwatch._describe_alarms = metrics.in_full("DescribeAlarms", _evaluated_first(cloudwatch._describe_alarms))
    cloudwatch._describe_alarms_for_metric = metrics.in_full(
        "DescribeAlarmsForMetric", _evaluated_first(cloudwatch._describe_alarms_for_metric)
    )


def _evaluated_first(describe):
    def described(*arguments):
        for alarm in cloudwatch._alarms.values():
            evaluate(alarm)
        return describe(*arguments)

    return described
