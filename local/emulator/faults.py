"""Faults on demand: calls of AWS that are late, or answered with an error, before ministack sees them.

POST /_payments/faults puts a JSON list in force, in place of the one before; GET shows it with its counts; DELETE ends
all faults. A fault is an object of

  service      as in a request's signature ("s3", "dynamodb", "monitoring"); "execute-api" for the calls of an API;
               "lambda" with operation "Invoke" for every run of a function, whoever asks for it
  operation    "PutObject", "GetItem", "Invoke"; the HTTP method for execute-api; left out: every one
  match        a text, or a list of texts, that must all be found in the call: its Region, host, path, query and body;
               of a function's run, its Region, name and event. Left out: every call
  percent      of the calls that match, by a counter: 30 are 30 of every 100, evenly. Left out: 100
  delayMillis  how long the call waits. Left out: 0
  status       the answer's status, 400 to 599; a function's run fails, or is throttled by 429. Left out: none, the call
               is served after its delay
  code         the error's code, if not the usual one of the status

A fault with neither delay nor status is refused. Of several that strike one call the delays add up, and the first
status is the answer.
"""

import asyncio
import gzip
import json
import re
import threading
import time

PATH = "/_payments/faults"

_KEYS = {"service", "operation", "match", "percent", "delayMillis", "status", "code"}
_SCOPE = re.compile(rb"Credential=[^/]+/[^/]+/([^/]+)/([^/]+)/aws4_request")
_API_CALL = re.compile(r"/restapis/[^/]+/[^/]+/_user_request_(/|$)")
_OBJECT_CALLS = {"GET": "GetObject", "HEAD": "HeadObject", "PUT": "PutObject", "DELETE": "DeleteObject"}
_LONGEST_DELAY = 300_000
_CODES = {
    400: "ValidationException",
    403: "AccessDeniedException",
    404: "ResourceNotFoundException",
    429: "ThrottlingException",
    503: "ServiceUnavailable",
}
_S3_CODES = {403: "AccessDenied", 404: "NoSuchKey", 429: "SlowDown", 500: "InternalError", 503: "SlowDown"}
_API_MESSAGES = {
    403: "Forbidden",
    429: "Too Many Requests",
    503: "Service Unavailable",
    504: "Endpoint request timed out",
}

_lock = threading.Lock()
_faults = ()


class Fault:
    """One fault, and how often it struck."""

    def __init__(self, given):
        self.given = given
        self.service = given["service"]
        self.operation = given.get("operation")
        match = given.get("match", [])
        self.match = [match] if isinstance(match, str) else match
        self.percent = given.get("percent", 100)
        self.delay = given.get("delayMillis", 0) / 1000
        self.status = given.get("status")
        self.code = given.get("code")
        self.calls = 0
        self.struck = 0
        self._due = 0

    def strikes(self):
        """Counts a call that matches; says whether the fault strikes it."""
        with _lock:
            self.calls += 1
            self._due += self.percent
            if self._due < 100:
                return False
            self._due -= 100
            self.struck += 1
            return True


class Blow:
    """What a call gets of the faults that struck it."""

    def __init__(self, faults):
        self.delay = sum(fault.delay for fault in faults)
        answering = [fault for fault in faults if fault.status]
        self.status = answering[0].status if answering else None
        self.code = answering[0].code if answering else None


def put(given):
    """Puts faults in force, in place of those before.

    Raises ValueError, which names each key, value and what is allowed.
    """
    global _faults
    if not isinstance(given, list):
        raise ValueError("the body is no JSON list: send a list of faults, [] for none")
    problems = [problem for index, fault in enumerate(given) for problem in _problems(f"fault {index}", fault)]
    if problems:
        raise ValueError("; ".join(problems))
    _faults = tuple(Fault(fault) for fault in given)


def clear():
    """Ends all faults."""
    put([])


def counts():
    """The faults in force, each with how many calls matched and how many it struck."""
    return [{**fault.given, "calls": fault.calls, "struck": fault.struck} for fault in _faults]


def strike(service, operation, text):
    """What a call gets, or None if no fault strikes it. text is called only if a fault looks into it."""
    struck = []
    words = None
    for fault in _faults:
        if fault.service != service or fault.operation not in (None, operation):
            continue
        if fault.match and words is None:
            words = text()
        if all(word in words for word in fault.match) and fault.strikes():
            struck.append(fault)
    return Blow(struck) if struck else None


def before(serve):
    """The ASGI application that takes PATH for itself and puts the faults before another application."""

    async def application(scope, receive, send):
        if scope["type"] != "http":
            await serve(scope, receive, send)
        elif scope["path"] == PATH:
            await _control(scope, receive, send)
        elif _faults:
            await _serve_unless_struck(serve, scope, receive, send)
        else:
            await serve(scope, receive, send)

    return application


def failing(run):
    """The function that runs a Lambda function, with the faults before it. It is called in a thread of its own."""

    def run_unless_struck(function, config, event, *arguments):
        blow = _faults and strike(
            "lambda",
            "Invoke",
            lambda: " ".join([config.get("FunctionArn", ""), config.get("FunctionName", ""), json.dumps(event)]),
        )
        if not blow:
            return run(function, config, event, *arguments)
        time.sleep(blow.delay)
        if blow.status is None:
            return run(function, config, event, *arguments)
        message = f"a fault was asked for: {blow.status}"
        if blow.status == 429:
            return {"body": {"Type": "User", "message": message}, "error": True, "throttle": True}
        failure = {"errorMessage": message, "errorType": blow.code or "Runtime.ExitError"}
        return {"body": failure, "error": True, "log": ""}

    return run_unless_struck


async def _serve_unless_struck(serve, scope, receive, send):
    headers = dict(scope["headers"])
    body = await _body(receive)
    content = _readable(headers, body)
    service, operation, region = _described(scope, headers, content)

    def text():
        address = [region, headers.get(b"host", b"").decode(), scope["path"], scope["query_string"].decode()]
        return " ".join([*address, content.decode(errors="replace")])

    # What a function's run gets is decided where it runs: most runs come from no request of Lambda's API.
    blow = None if (service, operation) == ("lambda", "Invoke") else strike(service, operation, text)
    if blow:
        await asyncio.sleep(blow.delay)
    if blow and blow.status:
        await _send(send, blow.status, *_error(service, headers, blow))
        return
    await serve(scope, _again(body, receive), send)


def _again(body, receive):
    """Gives a body that was read already, then whatever else comes."""
    given = False

    async def read():
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return read


async def _body(receive):
    parts = []
    while True:
        message = await receive()
        parts.append(message.get("body", b""))
        if not message.get("more_body"):
            return b"".join(parts)


def _readable(headers, body):
    """A request's body as it was before its client compressed it, as the SDKs do with much metric data."""
    return gzip.decompress(body) if headers.get(b"content-encoding") == b"gzip" else body


def _described(scope, headers, body):
    """A request's service, operation and Region."""
    if _API_CALL.match(scope["path"]):
        return "execute-api", scope["method"], ""
    signed = _SCOPE.search(headers.get(b"authorization", b""))
    if not signed:
        return "", scope["method"], ""
    region, service = signed.group(1).decode(), signed.group(2).decode()
    return service, _operation(service, scope, headers, body), region


def _operation(service, scope, headers, body):
    target = headers.get(b"x-amz-target")
    if target:
        return target.decode().rpartition(".")[2]
    path = scope["path"]
    if "/operation/" in path:
        return path.rpartition("/operation/")[2]
    if service == "s3" and "/" in path.strip("/"):
        return _OBJECT_CALLS.get(scope["method"], scope["method"])
    if service == "lambda" and path.endswith("/invocations"):
        return "Invoke"
    action = re.search(rb"(?:^|&)Action=(\w+)", body)
    return action.group(1).decode() if action else scope["method"]


def _error(service, headers, blow):
    """An error's content type, headers and body as the service would write them."""
    message = f"a fault was asked for: {blow.status}"
    if service == "execute-api":
        return "application/json", [], json.dumps({"message": _API_MESSAGES.get(blow.status, "Internal server error")})
    if service == "s3":
        code = blow.code or _S3_CODES.get(blow.status, "InvalidRequest")
        return "application/xml", [], f"<Error><Code>{code}</Code><Message>{message}</Message></Error>"
    code = blow.code or _CODES.get(blow.status, "InternalServerError" if blow.status >= 500 else "BadRequestException")
    if headers.get(b"smithy-protocol") == b"rpc-v2-cbor":
        import cbor2

        answer = cbor2.dumps({"__type": code, "message": message})
        return "application/cbor", [(b"smithy-protocol", b"rpc-v2-cbor")], answer
    if b"urlencoded" in headers.get(b"content-type", b""):
        kind = "Sender" if blow.status < 500 else "Receiver"
        error = f"<Type>{kind}</Type><Code>{code}</Code><Message>{message}</Message>"
        return "text/xml", [], f"<ErrorResponse><Error>{error}</Error></ErrorResponse>"
    return "application/json", [(b"x-amzn-errortype", code.encode())], json.dumps({"__type": code, "message": message})


async def _control(scope, receive, send):
    body = await _body(receive)
    try:
        if scope["method"] == "POST":
            put(json.loads(body))
        elif scope["method"] == "DELETE":
            clear()
        elif scope["method"] != "GET":
            await _send(send, 405, "application/json", [(b"allow", b"GET, POST, DELETE")], "{}")
            return
    except ValueError as e:
        await _send(send, 400, "application/json", [], json.dumps({"message": str(e)}))
        return
    await _send(send, 200, "application/json", [], json.dumps(counts()))


async def _send(send, status, content_type, headers, body):
    content = body if isinstance(body, bytes) else body.encode()
    length = (b"content-length", str(len(content)).encode())
    all_headers = [(b"content-type", content_type.encode()), length, *headers]
    await send({"type": "http.response.start", "status": status, "headers": all_headers})
    await send({"type": "http.response.body", "body": content})


def _problems(name, given):
    """What is wrong with a fault, key by key."""
    if not isinstance(given, dict):
        yield f"{name} is {given!r}: allowed is an object"
        return
    for key in given.keys() - _KEYS:
        yield f"{name} has the key {key!r}: allowed are {', '.join(sorted(_KEYS))}"
    if not isinstance(given.get("service"), str) or not given["service"]:
        yield f"{name}: service is {given.get('service')!r}: allowed is a name such as \"s3\""
    for key in ("operation", "code"):
        if not isinstance(given.get(key, ""), str):
            yield f"{name}: {key} is {given[key]!r}: allowed is a name"
    match = given.get("match", "")
    if not isinstance(match, str) and not (isinstance(match, list) and all(isinstance(word, str) for word in match)):
        yield f"{name}: match is {match!r}: allowed is a text or a list of texts"
    yield from _out_of_range(name, given, "percent", 0, 100, 100)
    yield from _out_of_range(name, given, "delayMillis", 0, _LONGEST_DELAY, 0)
    yield from _out_of_range(name, given, "status", 400, 599, 400)
    if not given.get("delayMillis") and not given.get("status"):
        yield f"{name} has neither delayMillis nor status: set one"


def _out_of_range(name, given, key, least, most, standard):
    value = given.get(key, standard)
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not least <= value <= most:
        yield f"{name}: {key} is {value!r}: allowed is a number from {least} to {most}"
