"""What an integrator writes first: sign in, list, look, leave a note, triage, meet refusals."""

import sys
import uuid

from portico_client import AuthenticatedClient, Client
from portico_client.api.account import me_view
from portico_client.api.auth import auth_token
from portico_client.api.requests import (
    request_list,
    request_message_create,
    request_message_list,
    request_note_create,
    request_update,
    request_view,
)
from portico_client.models import NewMessage, NewNote, Problem, RequestChange, RequestStatus, TokenPair, TokenRequest

server, email, password = sys.argv[1:]
base = f"{server}/api/v1"

pair = auth_token.sync(client=Client(base_url=base), body=TokenRequest(email=email, password=password))
assert isinstance(pair, TokenPair), pair
api = AuthenticatedClient(base_url=base, token=pair.access_token)

listed = []
cursor = None
while True:
    more = {"cursor": cursor} if cursor else {}
    page = request_list.sync(client=api, limit=2, **more)
    listed.extend(page.items)
    cursor = page.next_cursor
    if not cursor:
        break
assert len(listed) > 4, "the demo has more requests"
assert len({request.id for request in listed}) == len(listed), "a page repeats what another has"

viewed = request_view.sync_detailed(client=api, request_id=listed[0].id)
assert viewed.parsed.subject == listed[0].subject
assert viewed.parsed.created_at.tzinfo is not None
assert viewed.headers["etag"].startswith('"')

key = str(uuid.uuid4())
notes = [
    request_note_create.sync(client=api, request_id=listed[0].id, body=NewNote(body="Left by a program"), idempotency_key=key)
    for _ in range(2)
]
assert notes[0].id == notes[1].id, "the same key made two notes"

new = next(request for request in listed if request.status == RequestStatus.NEW)
seen = request_view.sync_detailed(client=api, request_id=new.id).headers["etag"]
me = me_view.sync(client=api).staff
mine = request_update.sync(client=api, request_id=new.id, if_match=seen, body=RequestChange(assignee_id=me.id))
assert mine.assignee.id == me.id, mine
stale = request_update.sync_detailed(
    client=api, request_id=new.id, if_match=seen, body=RequestChange(status=RequestStatus.CLOSED)
)
assert stale.status_code == 412 and stale.parsed.code == "stale", stale
reply = request_message_create.sync(client=api, request_id=new.id, body=NewMessage(body="Answered by a program"))
thread = request_message_list.sync(client=api, request_id=new.id, limit=200).items
assert [one.author.id for one in thread if one.id == reply.id] == [me.id], thread
assert request_view.sync(client=api, request_id=new.id).status == RequestStatus.WAITING_ON_CLIENT
resolved = request_update.sync(client=api, request_id=new.id, body=RequestChange(status=RequestStatus.RESOLVED))
assert resolved.status == RequestStatus.RESOLVED and resolved.assignee.id == me.id, resolved

refused = request_view.sync_detailed(client=api, request_id=uuid.UUID("01890000-0000-7000-8000-000000000000"))
assert refused.status_code == 404
assert isinstance(refused.parsed, Problem) and refused.parsed.code == "not_found", refused.parsed

print(f"python: {len(listed)} requests")
