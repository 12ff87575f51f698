"""What schemathesis is told beside the document: who asks, and what there is to ask about. What this person was
answered is told to the test that has started it."""

import atexit
import http.client
import json
import os
import uuid
from collections import defaultdict
from itertools import cycle
from urllib.parse import urlsplit

import schemathesis

BASE = urlsplit(os.environ["FUZZ_BASE"])
PERSON, PASSWORD = os.environ["FUZZ_PERSON"], os.environ["FUZZ_PASSWORD"]
ANSWERS = os.environ["FUZZ_ANSWERS"]

# The names of ids, and where the demo has some. Other ids are reached by what operations themselves answer.
LISTS = {
    "approval_id": "/approvals",
    "assignee_id": "/staff",
    "canned_reply_id": "/canned-replies",
    "client_id": "/clients",
    "file_id": "/files",
    "follower_id": "/staff",
    "form_id": "/forms",
    "invitation_id": "/invitations",
    "invoice_id": "/invoices",
    "notification_id": "/notifications",
    "product_id": "/products",
    "project_id": "/projects",
    "request_id": "/requests",
    "run_id": "/runs",
    "saved_view_id": "/saved-views",
    "staff_id": "/staff",
    "subscription_id": "/subscriptions",
    "workflow_id": "/workflows",
    "workflow_template_id": "/workflow-templates",
    "workspace_id": "/workspaces",
}


def ask(method, path, body=None):
    """Asks from an address of its own: guesses at passwords that are fuzzed must not let the person wait who fuzzes."""
    connection = http.client.HTTPConnection("127.0.0.1", BASE.port, timeout=60, source_address=("127.0.0.2", 0))
    headers = {"Host": BASE.netloc, "Content-Type": "application/json"}
    if body is None:
        headers["Authorization"] = f"Bearer {NOW['token']}"
    connection.request(method, BASE.path + path, body and json.dumps(body), headers)
    answer = connection.getresponse()
    status, said = answer.status, json.loads(answer.read())
    connection.close()
    return status, said


NOW = {"token": ""}


def sign_in():
    status, pair = ask("POST", "/auth/token", {"email": PERSON, "password": PASSWORD})
    assert status == 200, f"{PERSON} cannot sign in any more: {status} {pair}"
    NOW["token"] = pair["access_token"]
    return NOW["token"]


def demo():
    """The ids of what the demo has, as far as this person may see it."""
    sign_in()
    found = {}
    for name, path in LISTS.items():
        status, page = ask("GET", f"{path}?limit=20")
        if status == 200 and page["items"]:
            found[name] = cycle([item["id"] for item in page["items"]])
    return found


IDS = demo()
# What the server has named in an answer, and so is what a link is followed with.
NAMED = set()
# For each operation, how often it was answered with which status; only what was asked with a token that was given out.
COUNTS = defaultdict(lambda: defaultdict(int))


@schemathesis.auth(refresh_interval=300)
class SignedIn:
    """Signs in anew before the token ends, and when it is refused."""

    def get(self, case, context):
        return sign_in()

    def set(self, case, data, context):
        case.headers = case.headers or {}
        case.headers["Authorization"] = f"Bearer {data}"


def is_id(value):
    try:
        return isinstance(value, str) and str(uuid.UUID(value)) == value
    except ValueError:
        return False


def real(value, name=""):
    """The same with ids of the demo in place of made up ones. What the server has named stays, and what is no id."""
    if isinstance(value, dict):
        return {key: real(inner, key) for key, inner in value.items()}
    if isinstance(value, list):
        return [real(inner, name.removesuffix("s")) for inner in value]
    return next(IDS[name]) if name in IDS and is_id(value) and value not in NAMED else value


@schemathesis.hook
def before_call(context, case, kwargs):
    for name in list(case.path_parameters or {}):
        case.path_parameters[name] = real(case.path_parameters[name], name)
    for name in list(case.query or {}):
        case.query[name] = real(case.query[name], name)
    if isinstance(case.body, dict):
        case.body = real(case.body)


@schemathesis.hook
def after_call(context, case, response):
    operation = case.operation
    if case.method.upper() == operation.method.upper():
        if (response.request.headers or {}).get("Authorization") == f"Bearer {NOW['token']}":
            COUNTS[f"{operation.method.upper()} {operation.path}"][response.status_code] += 1
    try:
        said = response.json()
    except ValueError:
        return
    things = said.get("items", [said]) if isinstance(said, dict) else []
    NAMED.update(thing["id"] for thing in things if isinstance(thing, dict) and is_id(thing.get("id")))


@atexit.register
def tell():
    with open(ANSWERS, "w") as file:
        json.dump(COUNTS, file)
