import { beforeEach, describe, expect, test } from "vitest";
import { createTeamServer } from "../testing/team-server.ts";
import type { TeamServer } from "../testing/team-server.ts";

const DAY_MS = 24 * 60 * 60_000;
const origin = "http://localhost:7733";

let made: TeamServer;
beforeEach(async () => {
  made = await createTeamServer();
});

async function signIn(who = "stepwell/member", headers: Record<string, string> = {}): Promise<string> {
  const response = await made.send("/api/session", {
    method: "POST",
    body: { key: made.keys[who] ?? who },
    headers: { origin, ...headers },
  });
  expect(response.status).toBe(200);
  return response.headers.get("set-cookie") ?? "";
}

const cookieOf = (header: string): string => header.slice(0, header.indexOf(";"));
const statusWith = async (cookie: string, path = "/api/projects"): Promise<number> =>
  (await made.send(path, { headers: { cookie } })).status;

describe("a session", () => {
  test("begins with a key, says who is signed in, and ends at sign-out", async () => {
    const header = await signIn();
    expect(header).toMatch(/^stepwell=[0-9A-Za-z]{43}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=1209600$/);
    const cookie = cookieOf(header);
    expect(await statusWith(cookie)).toBe(200);
    expect((await made.json("/api/session", { headers: { cookie } })).body).toEqual({
      auth: "keys",
      user: { name: "member", team: "stepwell", role: "member", managesTeams: false },
    });
    const out = await made.send("/api/session", { method: "DELETE", headers: { cookie, origin } });
    expect(out.status).toBe(204);
    expect(out.headers.get("set-cookie")).toContain(
      "stepwell=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0",
    );
    expect(await statusWith(cookie)).toBe(401);
    expect((await made.json("/api/session", { headers: { cookie } })).body).toEqual({
      auth: "keys",
      user: null,
    });
  });

  test("is stored by its hash only", async () => {
    const cookie = cookieOf(await signIn()).slice("stepwell=".length);
    const { accounts } = made.server.runs;
    expect(await accounts.session(cookie)).toBeUndefined();
  });

  test("behind HTTPS has a cookie that only HTTPS carries", async () => {
    made = await createTeamServer({ trustedProxies: ["192.0.2.1"] });
    const https = { "x-forwarded-proto": "https", "x-forwarded-for": "198.51.100.7" };
    const header = await signIn("stepwell/member", https);
    expect(header).toMatch(/^__Host-stepwell=\w{43}; .+; Secure$/);
    const cookie = cookieOf(header);
    expect((await made.send("/api/projects", { headers: { cookie, ...https } })).status).toBe(200);
    expect(await statusWith(cookie)).toBe(401);
    expect(await statusWith(cookie.replace("__Host-stepwell", "stepwell"))).toBe(200);
    expect(made.audit[0]).toMatchObject({ what: "sign-in", from: "198.51.100.7" });
  });

  test("ends after its time", async () => {
    const cookie = cookieOf(await signIn());
    made.server.clock.advance(14 * DAY_MS - 1);
    expect(await statusWith(cookie)).toBe(200);
    made.server.clock.advance(1);
    expect(await statusWith(cookie)).toBe(401);
  });

  test("ends with its key, with its user, and takes a new role at once", async () => {
    const key = made.keys["stepwell/admin"] as string;
    const member = cookieOf(await signIn());
    const viewer = cookieOf(await signIn("stepwell/viewer"));
    expect(await statusWith(member)).toBe(200);
    expect(await statusWith(viewer)).toBe(200);
    await made.json("/api/users/member", { method: "PATCH", key, body: { role: "viewer" } });
    const remove = { method: "DELETE", headers: { cookie: member, origin } };
    expect((await made.send("/api/runs/demo/abc", remove)).status).toBe(403);
    const { keys } = (await made.json("/api/keys?user=member", { key })).body as unknown as {
      keys: { id: string }[];
    };
    expect((await made.json(`/api/keys/${keys[0]?.id}`, { method: "DELETE", key })).status).toBe(204);
    expect(await statusWith(member)).toBe(401);
    expect((await made.json("/api/projects", { key: made.keys["stepwell/member"] as string })).status).toBe(
      401,
    );
    await made.json("/api/users/viewer", { method: "DELETE", key });
    expect(await statusWith(viewer)).toBe(401);
  });

  test("is for the api only: the wire door takes keys", async () => {
    const cookie = cookieOf(await signIn());
    const request = { method: "POST", body: { query: "{ viewer { id } }" }, headers: { cookie } };
    expect((await made.send("/graphql", request)).status).toBe(401);
  });

  test.each([
    ["another site", { origin: "https://evil.example" }],
    ["a page of this machine", { origin: "http://localhost:3000" }],
    ["a page without origin", { origin: "null" }],
    ["a form of another site", { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate-form" }],
  ])("is of no use to %s", async (_, headers) => {
    const cookie = cookieOf(await signIn());
    for (const path of ["/api/runs/demo/abc", "/api/session", "/api/keys/x", "/api/users/member"]) {
      const response = await made.send(path, {
        method: "DELETE",
        headers: { cookie, ...headers } as Record<string, string>,
      });
      expect([path, response.status]).toEqual([path, 403]);
      expect(response.headers.get("access-control-allow-origin")).toBeNull();
    }
    expect(await statusWith(cookie)).toBe(200);
  });

  test.each([
    "",
    "stepwell",
    "stepwell=",
    "stepwell=x",
    `stepwell=${"x".repeat(43)}`,
    `stepwell=${"x".repeat(100_000)}`,
    `${"a=b;".repeat(10_000)}`,
    "stepwell=%00%ff; stepwell[]=1",
    "__proto__=1; constructor=2",
    ";;;===;;",
  ])("is not had with a cookie like %j", async (cookie) => {
    expect(await statusWith(cookie)).toBe(401);
  });

  test.each([
    "Bearer",
    "Bearer ",
    "Bearer x",
    "Basic",
    "Basic ???",
    "Basic YXBp",
    `Basic ${btoa("api:")}`,
    `Basic ${btoa("api:stepwell-00000000")}`,
    `Bearer stepwell-${"0".repeat(48)}`,
    `Bearer ${"x".repeat(50_000)}`,
    "Digest username=admin",
    "Bearer a b",
  ])("nor is anything with a header like %j", async (authorization) => {
    for (const path of ["/api/projects", "/api/session", "/artifacts/stepwell/00"]) {
      const response = await made.send(path, { headers: { authorization } });
      if (path === "/api/session" && response.status === 200) {
        expect(await response.json()).toEqual({ auth: "keys", user: null });
      } else expect([path, response.status]).toEqual([path, 401]);
    }
  });

  test("a key works as password of any user, as W&B's clients send it, and as a bearer", async () => {
    const key = made.keys["stepwell/member"] as string;
    for (const authorization of [
      `Basic ${btoa(`api:${key}`)}`,
      `basic ${btoa(`:${key}`)}`,
      `bearer ${key}`,
    ]) {
      expect((await made.send("/api/projects", { headers: { authorization } })).status).toBe(200);
    }
    // The format check of W&B's client.
    expect(key.slice(key.indexOf("-") + 1)).toMatch(/^[\w-]{40,}$/);
  });

  test("all that is wrong with a key is told in the same words", async () => {
    const key = made.keys["stepwell/member"] as string;
    const known = `${key.slice(0, -1)}${key.endsWith("0") ? "1" : "0"}`;
    const unknown = `stepwell-${"0".repeat(48)}`;
    const replies = await Promise.all(
      [known, unknown, "x"].map((wrong) =>
        made.json("/api/session", { method: "POST", body: { key: wrong } }),
      ),
    );
    expect(new Set(replies.map((reply) => JSON.stringify(reply))).size).toBe(1);
    expect(replies[0]?.status).toBe(401);
  });
});

describe("an open server", () => {
  test("says that nobody has to sign in, and has no keys or users", async () => {
    const { server } = await createTeamServer();
    const { createTestServer } = await import("../testing/test-server.ts");
    const open = createTestServer({ runs: server.runs });
    expect(await open.get("/api/session")).toEqual({ auth: "open", user: null });
    for (const path of ["/api/keys", "/api/users"]) expect((await open.request(path)).status).toBe(404);
  });
});

test("an event stream ends soon after its session did, and others go on", async () => {
  const [ours, theirs] = [cookieOf(await signIn()), cookieOf(await signIn("stepwell/viewer"))];
  const open = async (cookie: string) => {
    const reply = await made.send("/api/live", { headers: { cookie } });
    const reader = (reply.body as ReadableStream<Uint8Array>).getReader();
    const { value } = await reader.read();
    expect(new TextDecoder().decode(value)).toContain('"type":"hello"');
    return reader;
  };
  const [first, second] = [await open(ours), await open(theirs)];
  await made.send("/api/session", { method: "DELETE", headers: { cookie: ours, origin } });
  made.server.clock.advance(6000);
  await made.server.app.tick();
  expect((await first.read()).done).toBe(true);
  made.server.folder("run-1-abc").log({ loss: 1 });
  await made.server.settle();
  expect(new TextDecoder().decode((await second.read()).value)).toContain('"type":"run"');
  await second.cancel();
});
