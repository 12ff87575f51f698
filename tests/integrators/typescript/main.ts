// What an integrator writes first: sign in, list, look, leave a note, triage, meet refusals.
import assert from "node:assert/strict";
import createClient from "openapi-fetch";
import type { components, paths } from "./schema.js";

const [server, email, password] = process.argv.slice(2) as [string, string, string];
const api = createClient<paths>({ baseUrl: `${server}/api/v1` });

const signedIn = await api.POST("/auth/token", { body: { email, password } });
assert(signedIn.data, "signing in was refused");
assert.equal(signedIn.data.token_type, "Bearer");
api.use({
  onRequest({ request }) {
    request.headers.set("Authorization", `Bearer ${signedIn.data!.access_token}`);
    return request;
  },
});

const listed: components["schemas"]["Request"][] = [];
let cursor: string | undefined;
do {
  const page = await api.GET("/requests", { params: { query: { limit: 2, cursor } } });
  assert(page.data, "the list was refused");
  listed.push(...page.data.items);
  cursor = page.data.next_cursor ?? undefined;
} while (cursor);
assert(listed.length > 4, "the demo has more requests");
assert.equal(new Set(listed.map((request) => request.id)).size, listed.length, "a page repeats what another has");

const path = { request_id: listed[0]!.id };
const viewed = await api.GET("/requests/{request_id}", { params: { path } });
assert(viewed.data, "the request was refused");
assert.equal(viewed.data.subject, listed[0]!.subject);
assert.match(viewed.response.headers.get("etag") ?? "", /^"\d+"$/);

const header = { "Idempotency-Key": crypto.randomUUID() };
const write = () =>
  api.POST("/requests/{request_id}/notes", { params: { path, header }, body: { body: "Left by a program" } });
const [first, second] = [await write(), await write()];
assert(first.data && second.data, "the note was refused");
assert.equal(first.data.id, second.data.id, "the same key made two notes");

const fresh = listed.find((request) => request.status === "new");
assert(fresh, "the demo has no new request");
const own = { request_id: fresh.id };
const seen = (await api.GET("/requests/{request_id}", { params: { path: own } })).response.headers.get("etag");
assert(seen, "a request has no version");
const me = await api.GET("/me");
assert(me.data, "one does not learn who one is");
const change = (body: components["schemas"]["RequestChange"], version?: string) =>
  api.PATCH("/requests/{request_id}", { params: { path: own, header: { "If-Match": version } }, body });
const mine = await change({ assignee_id: me.data.staff.id }, seen);
assert.equal(mine.data?.assignee?.id, me.data.staff.id);
const stale = await change({ status: "closed" }, seen);
assert.equal(stale.response.status, 412);
assert.equal(stale.error?.code, "stale");
const reply = await api.POST("/requests/{request_id}/messages", {
  params: { path: own },
  body: { body: "Answered by a program" },
});
assert(reply.data, "the reply was refused");
assert.equal(reply.data.author.id, me.data.staff.id);
const thread = await api.GET("/requests/{request_id}/messages", { params: { path: own, query: { limit: 200 } } });
assert(thread.data?.items.some((message) => message.id === reply.data!.id), "the reply is not in the thread");
const waiting = await api.GET("/requests/{request_id}", { params: { path: own } });
assert.equal(waiting.data?.status, "waiting_on_client");
const resolved = await change({ status: "resolved" });
assert.equal(resolved.data?.status, "resolved");

const refused = await api.GET("/requests/{request_id}", {
  params: { path: { request_id: "01890000-0000-7000-8000-000000000000" } },
});
assert.equal(refused.response.status, 404);
assert.equal(refused.response.headers.get("content-type"), "application/problem+json");
const problem: components["schemas"]["Problem"] | undefined = refused.error;
assert.equal(problem?.code, "not_found");
assert.equal(problem?.request_id, refused.response.headers.get("x-request-id"));

console.log(`typescript: ${listed.length} requests`);
