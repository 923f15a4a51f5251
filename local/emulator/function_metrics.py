"""The metrics of Lambda, which ministack publishes only for functions that are invoked by name.

See "Types of metrics for Lambda functions" in Lambda's guide. IteratorAge is the age of a batch's last record when the
function gets the batch, so it grows while the function fails, and is not published when nothing is read.
"""

import time

import metrics

from ministack.services import lambda_svc

_NAMESPACE = "AWS/Lambda"


def measuring(run):
    """The function that runs a Lambda function, measured."""

    def run_measured(function, config, event, *arguments):
        name = config.get("FunctionName", "unknown")
        age = _age(event)
        if age is not None:
            _put(name, "IteratorAge", "Milliseconds", age)
        start = time.monotonic()
        result = run(function, config, event, *arguments)
        if result.get("throttle"):
            _put(name, "Throttles", "Count", 1)
            return result
        _put(name, "Invocations", "Count", 1)
        _put(name, "Duration", "Milliseconds", round((time.monotonic() - start) * 1000, 2))
        _put(name, "Errors", "Count", 1 if result.get("error") else 0)
        _put(name, "Throttles", "Count", 0)
        return result

    return run_measured


def counting_throttles(acquire):
    """The function that reserves concurrency, with the metric of the runs that get none."""

    def acquire_counted(function, config):
        slot, limit = acquire(function, config)
        if slot is None:
            _put(config.get("FunctionName", "unknown"), "Throttles", "Count", 1)
        return slot, limit

    return acquire_counted


def _age(event):
    """How old the last record of a stream's batch is, in milliseconds; None if the event is no such batch."""
    records = event.get("Records") if isinstance(event, dict) else None
    if not records or not isinstance(records[-1], dict) or records[-1].get("eventSource") != "aws:dynamodb":
        return None
    created = records[-1]["dynamodb"]["ApproximateCreationDateTime"]
    return max(0.0, (time.time() - float(created)) * 1000)


def _put(function, name, unit, value):
    metrics.record(_NAMESPACE, name, value, unit, {"FunctionName": function})


def install():
    """Puts this in the place of what ministack publishes."""
    lambda_svc._emit_lambda_metrics = lambda *arguments, **named: None
    lambda_svc._acquire_execution_slot = counting_throttles(lambda_svc._acquire_execution_slot)
    lambda_svc._execute_function_dispatch = measuring(lambda_svc._execute_function_dispatch)
