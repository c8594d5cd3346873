import { describe, expect, test } from "vitest";
import { createTeamServer } from "../testing/team-server.ts";

const WRONG = `stepwell-${"0".repeat(48)}`;

describe("wrong keys", () => {
  test("at sign-in, many from one address must wait, those of another need not", async () => {
    const made = await createTeamServer();
    const tryTo = (from: string, key: string) =>
      made.send("/api/session", { method: "POST", body: { key }, from });
    // Each names another key, so that only the address is the same.
    const keys = Array.from({ length: 12 }, (_, at) => `stepwell-${String(at).padStart(48, "0")}`);
    const statuses: number[] = [];
    for (const key of keys) statuses.push((await tryTo("198.51.100.1", key)).status);
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 401), 429, 429]);
    const refused = await tryTo("198.51.100.1", made.keys["stepwell/admin"] as string);
    expect(refused.status).toBe(429);
    expect(refused.headers.get("retry-after")).toBe("6");
    expect(await refused.text()).toContain("too many keys were wrong. Try again in 6 s");
    expect((await tryTo("198.51.100.2", made.keys["stepwell/admin"] as string)).status).toBe(200);
    made.server.clock.advance(6000);
    expect((await tryTo("198.51.100.1", made.keys["stepwell/admin"] as string)).status).toBe(200);
  });

  test("for one account from many addresses must wait as well", async () => {
    const made = await createTeamServer();
    const key = made.keys["stepwell/admin"] as string;
    const half = `${key.slice(0, 17)}${"0".repeat(40)}`;
    for (let at = 0; at < 10; at++) {
      const reply = await made.send("/api/session", {
        method: "POST",
        body: { key: half },
        from: `10.0.0.${at}`,
      });
      expect(reply.status).toBe(401);
    }
    const reply = await made.send("/api/session", { method: "POST", body: { key: half }, from: "10.0.0.99" });
    expect(reply.status).toBe(429);
  });

  test("for an account don't keep its owner out, who is elsewhere and has the right one", async () => {
    const made = await createTeamServer();
    const key = made.keys["stepwell/admin"] as string;
    const half = `${key.slice(0, 17)}${"0".repeat(40)}`;
    const signIn = async (with_: string, from: string) =>
      (await made.send("/api/session", { method: "POST", body: { key: with_ }, from })).status;
    for (let at = 0; at < 30; at++) await signIn(half, `10.0.${at}.1`);
    expect(await signIn(half, "203.0.113.5")).toBe(429);
    expect(await signIn(key, "203.0.113.7")).toBe(200);
    expect(await signIn(half, "203.0.113.8")).toBe(429);
  });

  test("on the other doors don't keep out who shares the address and has a key", async () => {
    const made = await createTeamServer();
    const query = (key: string) =>
      made.send("/graphql", { method: "POST", key, body: { query: "{ viewer { id } }" } });
    const statuses: number[] = [];
    for (let at = 0; at < 12; at++) statuses.push((await query(WRONG)).status);
    expect(statuses.slice(9)).toEqual([401, 429, 429]);
    expect((await query(made.keys["stepwell/member"] as string)).status).toBe(200);
  });

  test("are told to W&B's clients in the shape that they show", async () => {
    const made = await createTeamServer();
    const { status, body } = await made.graphql(WRONG, "{ viewer { id } }");
    expect(status).toBe(401);
    expect(body["errors"]).toEqual([
      { message: expect.stringContaining("the key is not valid here") as string },
    ]);
  });

  test("a page whose session ended can ask as often as it likes, and still sign in", async () => {
    const made = await createTeamServer();
    for (let at = 0; at < 50; at++) {
      expect(
        (await made.send("/api/live", { headers: { cookie: `stepwell=${"x".repeat(43)}` } })).status,
      ).toBe(401);
    }
    const body = { key: made.keys["stepwell/member"] as string };
    expect((await made.send("/api/session", { method: "POST", body })).status).toBe(200);
  });
});

test("a key that sends more than it may is told to wait", async () => {
  const made = await createTeamServer({ auth: { requestsPerSecond: 2 } });
  const key = made.keys["stepwell/member"] as string;
  const statuses: number[] = [];
  for (let at = 0; at < 5; at++) statuses.push((await made.send("/api/projects", { key })).status);
  expect(statuses).toEqual([200, 200, 200, 200, 429]);
  expect((await made.send("/api/projects", { key: made.keys["stepwell/admin"] as string })).status).toBe(200);
  made.server.clock.advance(500);
  expect((await made.send("/api/projects", { key })).status).toBe(200);
});

describe("the audit log", () => {
  test("is told of sign-ins, changes and refusals, and not of what is read or logged", async () => {
    const made = await createTeamServer();
    const admin = made.keys["stepwell/admin"] as string;
    const member = made.keys["stepwell/member"] as string;
    await made.send("/api/session", { method: "POST", body: { key: admin } });
    await made.json("/api/users", { method: "POST", key: admin, body: { name: "eve", role: "viewer" } });
    await made.json("/api/projects", { key: member });
    await made.graphql(
      member,
      `mutation { upsertBucket(input: { name: "abc", modelName: "demo" }) { inserted } }`,
    );
    await made.json("/api/runs/demo/abc", { method: "PATCH", key: member, body: { name: "x" } });
    await made.json("/api/runs/demo/nothing", { method: "DELETE", key: member });
    await made.json("/api/users", { key: member });
    await made.json("/api/projects", { key: WRONG });
    await made.graphql(
      made.keys["stepwell/viewer"] as string,
      'mutation { deleteRun(input: { id: "x" }) { clientMutationId } }',
    );
    const told = made.audit.map(({ who, what, result }) => [who, what, result]);
    expect(told).toEqual([
      ["stepwell/admin", "sign-in", "done"],
      ["stepwell/admin", "add-user stepwell/eve as viewer", "done"],
      ["stepwell/member", "PATCH /api/runs/demo/abc", "done"],
      ["stepwell/member", "DELETE /api/runs/demo/nothing", "refused: 404"],
      ["stepwell/member", "GET /api/users", "refused: 403"],
      ["", "GET /api/projects", "refused: 401"],
      ["stepwell/viewer", "POST /graphql", "refused: 403"],
    ]);
    expect(made.audit.every(({ from }) => from === "192.0.2.1")).toBe(true);
    expect(JSON.stringify(made.audit)).not.toContain(admin);
    expect(made.audit.at(-2)?.key).toBe("00000000");
  });

  test("is told of what comes again and again once a minute, with the count", async () => {
    const made = await createTeamServer();
    for (let at = 0; at < 5; at++) await made.json("/api/projects");
    made.server.clock.advance(60_000);
    await made.json("/api/projects");
    expect(made.audit.map(({ result, more }) => [result, more])).toEqual([
      ["refused: 401", undefined],
      ["refused: 401", 4],
    ]);
  });
});

describe("pages of other origins", () => {
  const preflight = (origin: string) => ({
    method: "OPTIONS",
    headers: {
      origin,
      "access-control-request-method": "POST",
      "access-control-request-headers": "authorization,content-type",
    },
  });

  test("of this machine and of allowed origins may use the wire door, and learn why they may not get in", async () => {
    const made = await createTeamServer({ allowedOrigins: ["https://lab.example"] });
    for (const origin of ["http://localhost:5173", "https://lab.example"]) {
      const answer = await made.send("/graphql", preflight(origin));
      expect(answer.status).toBe(204);
      expect(answer.headers.get("access-control-allow-origin")).toBe(origin);
      expect(answer.headers.get("access-control-allow-headers")).toContain("authorization");
      const request = { method: "POST", body: { query: "{ viewer { id } }" }, headers: { origin } };
      const key = made.keys["stepwell/member"] as string;
      expect(
        (await made.send("/graphql", { ...request, key })).headers.get("access-control-allow-origin"),
      ).toBe(origin);
      const refused = await made.send("/graphql", request);
      expect([refused.status, refused.headers.get("access-control-allow-origin")]).toEqual([401, origin]);
    }
  });

  test("of other sites may not, and no other origin may use the api", async () => {
    const made = await createTeamServer({ allowedOrigins: ["https://lab.example"] });
    const key = made.keys["stepwell/member"] as string;
    const headers = { origin: "https://evil.example" };
    const request = { method: "POST", key, body: { query: "{ viewer { id } }" }, headers };
    const refused = await made.send("/graphql", request);
    expect([refused.status, refused.headers.get("access-control-allow-origin")]).toEqual([403, null]);
    const answer = await made.send("/graphql", preflight("https://evil.example"));
    expect(answer.headers.get("access-control-allow-origin")).toBeNull();
    for (const origin of ["https://lab.example", "http://localhost:5173"]) {
      const reply = await made.send("/api/projects", { key, headers: { origin } });
      expect([reply.status, reply.headers.get("access-control-allow-origin")]).toEqual([403, null]);
      const asked = await made.send("/api/projects", preflight(origin));
      expect(asked.headers.get("access-control-allow-origin")).toBeNull();
      expect(asked.status).toBeGreaterThanOrEqual(401);
    }
  });

  test("a request that names another host is refused on every door; addresses are hosts", async () => {
    const made = await createTeamServer({ allowedHosts: ["stepwell.lab"] });
    const key = made.keys["stepwell/member"] as string;
    for (const path of ["/api/projects", "/api/session", "/artifacts/stepwell/00"]) {
      expect((await made.send(path, { key, headers: { host: "evil.example" } })).status).toBe(421);
    }
    for (const host of ["stepwell.lab", "192.168.1.5:7733", "[2001:db8::1]:7733"]) {
      expect((await made.send("/api/projects", { key, headers: { host } })).status).toBe(200);
    }
  });
});

describe("what is stored for a key", () => {
  test("is bounded: one that begins sessions without end must wait, others need not", async () => {
    const made = await createTeamServer();
    const signIn = async (who: string): Promise<number> => {
      const body = { key: made.keys[who] as string };
      return (await made.send("/api/session", { method: "POST", body })).status;
    };
    const statuses: number[] = [];
    for (let at = 0; at < 61; at++) statuses.push(await signIn("stepwell/viewer"));
    expect(statuses).toEqual([...Array.from({ length: 60 }, () => 200), 429]);
    expect(await signIn("stepwell/member")).toBe(200);
    made.server.clock.advance(60_000);
    expect(await signIn("stepwell/viewer")).toBe(200);
  });
});
