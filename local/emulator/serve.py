"""Starts ministack 1.5.33 with its gaps closed: nine here, those of CloudWatch in metrics.py, alarms.py and
function_metrics.py; with faults.py before it; with environments.py around its functions and streams.py before them; and
behind server.py. Run by the driver (payments.local.emulator.Emulator).
"""

import collections
import logging

import alarms
import environments
import faults
import function_metrics
import metrics
import server
import streams

from ministack import app
from ministack.core import lambda_runtime
from ministack.services import apigateway_v1, lambda_svc, rds, route53

_REMEMBERED = 500

# How ministack begins to tell of a process that ended while it started.
_ENDED = "bootstrap exited during init"

_log = logging.getLogger("serve")
_serve = app.app
_parse_health_check_config = route53._parse_health_check_config
_invoke = lambda_runtime.ProvidedWorker.invoke
_build_handler_class = lambda_runtime.ProvidedWorker._build_handler_class
_lambda_proxy_response = apigateway_v1._lambda_proxy_response
_execute_function = lambda_svc._execute_function
_restore_esm_positions = lambda_svc._restore_esm_positions
_answers = collections.OrderedDict()


async def _as_behind_tls(scope, receive, send):
    """Says that TLS ended before the emulator, as AWS's endpoints do.

    The emulator is reached over plain HTTP on loopback. Without this, every policy that denies
    requests with aws:SecureTransport false would deny all of them.
    """
    if scope["type"] == "http":
        scope = {**scope, "headers": [*scope["headers"], (b"x-forwarded-proto", b"https")]}
    await _once(scope, receive, send)


async def _once(scope, receive, send):
    """Answers a change that an SDK sends again with the answer that it has had already.

    Under load the server now and then closes a connection before its answer is read. The SDK then
    repeats the request, which would make a second subnet, or fail since the log group exists. All
    tries of one call have the same amz-sdk-invocation-id. Items and objects are left out: there AWS
    evaluates the condition of every try anew, and who wrote must bear that its own write fails it.
    """
    headers = dict(scope["headers"]) if scope["type"] == "http" else {}
    call = headers.get(b"amz-sdk-invocation-id")
    if call is None or scope["method"] not in ("POST", "PUT", "DELETE") or _is_data(scope, headers):
        await _serve(scope, receive, send)
        return
    known = _answers.get(call)
    if known is not None:
        _log.info("a call is repeated and answered as before: %s %s", scope["method"], scope["path"])
        while (await receive()).get("more_body"):
            pass
        for message in known:
            await send(message)
        return
    answer = []

    async def remember(message):
        # Before it is sent: sending is what may fail.
        answer.append(message)
        if message["type"] == "http.response.body" and not message.get("more_body"):
            if 200 <= answer[0]["status"] < 300:
                _answers[call] = answer
                if len(_answers) > _REMEMBERED:
                    _answers.popitem(last=False)
        await send(message)

    await _serve(scope, receive, remember)


def _is_data(scope, headers):
    """Whether a request is for items of a DynamoDB table or puts an object into a bucket."""
    target = headers.get(b"x-amz-target", b"")
    if target.startswith(b"DynamoDB_"):
        return b"Item" in target
    _, _, key = scope["path"].strip("/").partition("/")
    return scope["method"] == "PUT" and bool(key) and b"/s3/aws4_request" in headers.get(b"authorization", b"")


def _with_children(element):
    """Keeps the children of a CALCULATED health check, of which ministack keeps the number only."""
    config = _parse_health_check_config(element)
    children = route53._find(element, "ChildHealthChecks")
    if children is not None:
        config["ChildHealthChecks"] = [child.text for child in children]
    return config


def _keep_names(cluster):
    """Leaves an Aurora cluster its AWS names when it gets instances or is read from disk.

    ministack would make them localhost, for a database container that does not exist here; the local
    Aurora (payments.local.aurora) serves the names.
    """


def _dying_alone(worker, *arguments, **named):
    """Fails the one call whose function process ends while it starts.

    ministack would end every process of that function with it, and so the calls that they are
    answering. Whatever else goes wrong is left to ministack.
    """
    try:
        return _invoke(worker, *arguments, **named)
    except RuntimeError as e:
        if not str(e).startswith(_ENDED):
            raise
        failure = {"errorMessage": str(e), "errorType": "Runtime.ExitError"}
        return {"status": "error", "error": str(e), "error_payload": failure}


def _hearing_out(worker, *arguments):
    """Takes no answer from a function process that ended while it gave it.

    ministack takes as much as it got, and so answers a payment with 200 and no body.
    """
    handler = _build_handler_class(worker, *arguments)
    read = handler._read_body

    def read_whole(self):
        body = read(self)
        if len(body) < int(self.headers.get("Content-Length", 0)):
            raise ConnectionAbortedError
        return body

    handler._read_body = read_whole
    return handler


def _without_cause(result):
    """Answers for a function that failed or died as API Gateway does: 502, and not a word about why."""
    answer, error = _lambda_proxy_response(result)
    return answer, error and "Internal server error"


def _with_item_failures(function, event):
    """Has a batch of which the function names items that failed given again.

    ministack goes on to the next batch. AWS goes back to the first item named; here the whole batch
    comes again, which a function must bear anyway, since a batch may come twice.
    """
    result = _execute_function(function, event)
    answer = result.get("body")
    failed = isinstance(answer, dict) and answer.get("batchItemFailures")
    if failed and event["Records"][0]["eventSource"] == "aws:dynamodb":
        return {**result, "error": True}
    return result


def _from_the_start(store, positions):
    """Reads the tables' streams from their first record after a start.

    ministack keeps how far each was read, but not the streams: it would pass over as many new
    records as it had read before.
    """
    if store is not lambda_svc._dynamodb_stream_positions:
        _restore_esm_positions(store, positions)


app.app = metrics.before(faults.before(_as_behind_tls))
apigateway_v1._lambda_proxy_response = _without_cause
lambda_runtime.ProvidedWorker.invoke = _dying_alone
lambda_runtime.ProvidedWorker._build_handler_class = _hearing_out
lambda_svc._execute_function_dispatch = faults.failing(lambda_svc._execute_function_dispatch)
function_metrics.install()
metrics.install()
alarms.install()
lambda_svc._execute_function = _with_item_failures
lambda_svc._restore_esm_positions = _from_the_start
environments.install()
streams.install()
server.install()
rds._sync_cluster_endpoints = _keep_names
route53._parse_health_check_config = _with_children

if __name__ == "__main__":
    alarms.start()
    app.main()
