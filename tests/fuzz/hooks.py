"""What schemathesis does not know by itself: how newline-delimited JSON is sent, and who it is that asks."""

import json
import os

import requests
import schemathesis

KEY = os.environ["TENANTRY_FUZZ_KEY"]
# The key that the requests are made with may not be taken away from them: its place is taken by one to throw away.
KEY_ID = os.environ["TENANTRY_FUZZ_KEY_ID"].lower()
SPARE_KEY_ID = os.environ["TENANTRY_FUZZ_SPARE_KEY_ID"]
ADDRESS = os.environ["TENANTRY_FUZZ_ADDRESS"]


@schemathesis.serializer("application/x-ndjson")
def ndjson(ctx, value):
    text = value if isinstance(value, str) else json.dumps(value)
    return text.encode("utf-8", "surrogatepass")


def session_cookie():
    started = requests.post(f"{ADDRESS}/v1/session", headers={"Authorization": f"Bearer {KEY}"}, timeout=30)
    started.raise_for_status()
    return "; ".join(f"{cookie.name}={cookie.value}" for cookie in started.cookies)


@schemathesis.auth(refresh_interval=None)
class Credentials:
    """The key; for whoever signs out a session of its own, since a key has none."""

    def get(self, case, ctx):
        if case.method.upper() == "DELETE" and case.operation.path == "/v1/session":
            return {"Cookie": session_cookie(), "X-Tenantry-CSRF": "1"}
        return {"Authorization": f"Bearer {KEY}"}

    def set(self, case, data, ctx):
        case.headers = {**(case.headers or {}), **data}


@schemathesis.hook
def before_call(ctx, case, kwargs):
    parameters = case.path_parameters or {}
    if str(parameters.get("keyId", "")).lower() == KEY_ID:
        case.path_parameters = {**parameters, "keyId": SPARE_KEY_ID}
