import { beforeEach, describe, expect, test } from "vitest";
import { createTeamServer } from "../testing/team-server.ts";
import type { TeamRequest, TeamServer } from "../testing/team-server.ts";

declare global {
  interface ImportMeta {
    glob(patterns: readonly string[], options: object): Record<string, () => Promise<string>>;
  }
}

let made: TeamServer;
beforeEach(async () => {
  made = await createTeamServer();
  made.server.folder("run-1-abc").log({ loss: 1 });
  await made.server.settle();
});

const series = {
  series: [{ project: "demo", run: "abc", stream: "history", key: "loss", x: "_step", buckets: 10 }],
};
const edit = { name: "renamed" };
const upsert = `mutation { upsertBucket(input: { name: "new", modelName: "demo" }) { inserted } }`;
const viewer = "{ viewer { username entity admin } }";
const stream = "/files/stepwell/demo/abc/file_stream";

type Route = readonly [path: string, request: TeamRequest, byRole: readonly [number, number, number, number]];

/** What nobody, a viewer, a member and an admin get. */
const ROUTES: readonly Route[] = [
  ["/", {}, [200, 200, 200, 200]],
  ["/p/demo", {}, [200, 200, 200, 200]],
  ["/api/server", {}, [401, 200, 200, 200]],
  ["/api/projects", {}, [401, 200, 200, 200]],
  ["/api/runs", {}, [401, 200, 200, 200]],
  ["/api/runs/demo/abc", {}, [401, 200, 200, 200]],
  ["/api/runs/demo/abc", { method: "PATCH", body: edit }, [401, 403, 200, 200]],
  ["/api/runs/demo/abc", { method: "DELETE" }, [401, 403, 204, 204]],
  ["/api/runs/demo/abc/rows", {}, [401, 200, 200, 200]],
  ["/api/runs/demo/abc/cells?key=loss", {}, [401, 200, 200, 200]],
  ["/api/runs/demo/abc/console", {}, [401, 200, 200, 200]],
  ["/api/runs/demo/abc/console/matches?search=line", {}, [401, 200, 200, 200]],
  ["/api/runs/demo/abc/console/text", {}, [401, 200, 200, 200]],
  ["/api/projects/demo/size", {}, [401, 200, 200, 200]],
  ["/api/runs/demo/abc/files", {}, [401, 200, 200, 200]],
  ["/api/runs/demo/abc/files/x", {}, [401, 404, 404, 404]],
  ["/api/series", { method: "POST", body: series }, [401, 200, 200, 200]],
  ["/api/live", { method: "HEAD" }, [401, 200, 200, 200]],
  ["/api/live/x", { method: "PUT", body: { series: [], cells: [] } }, [401, 404, 404, 404]],
  ["/api/runs/query", { method: "POST", body: { project: "demo" } }, [401, 200, 200, 200]],
  ["/api/run-keys?project=demo", {}, [401, 200, 200, 200]],
  ["/api/export/demo", {}, [401, 200, 200, 200]],
  ["/api/export/demo/abc", {}, [401, 200, 200, 200]],
  ["/api/export", { method: "POST", body: { project: "demo" } }, [401, 200, 200, 200]],
  ["/api/openapi.json", {}, [401, 200, 200, 200]],
  ["/api/runs/demo/abc/alerts", {}, [401, 200, 200, 200]],
  ["/api/runs/demo/abc/artifacts", {}, [401, 200, 200, 200]],
  ["/api/runs/edit", { method: "POST", body: { runs: [], edit } }, [401, 403, 200, 200]],
  ["/api/runs/delete", { method: "POST", body: { runs: [] } }, [401, 403, 200, 200]],
  ["/api/projects", { method: "POST", body: { name: "new" } }, [401, 403, 201, 201]],
  ["/api/projects/demo", {}, [401, 200, 200, 200]],
  ["/api/projects/demo", { method: "PATCH", body: edit }, [401, 403, 200, 200]],
  ["/api/projects/demo", { method: "DELETE" }, [401, 403, 200, 200]],
  ["/api/projects/demo/keys", {}, [401, 200, 200, 200]],
  ["/api/projects/demo/views", {}, [401, 200, 200, 200]],
  ["/api/projects/demo/views/mine", {}, [401, 404, 404, 404]],
  ["/api/projects/demo/views/mine", { method: "PUT", body: { content: {} } }, [401, 403, 200, 200]],
  ["/api/projects/demo/views/mine", { method: "DELETE" }, [401, 403, 404, 404]],
  ["/api/artifact-types?project=demo", {}, [401, 200, 200, 200]],
  ["/api/artifacts/demo", {}, [401, 200, 200, 200]],
  ["/api/artifacts/demo/data", {}, [401, 404, 404, 404]],
  ["/api/artifacts/demo/data", { method: "PATCH", body: edit }, [401, 403, 404, 404]],
  ["/api/artifacts/demo/data", { method: "DELETE" }, [401, 403, 404, 404]],
  ["/api/artifacts/demo/data/versions", {}, [401, 404, 404, 404]],
  ["/api/artifacts/demo/data/versions/v0", {}, [401, 404, 404, 404]],
  ["/api/artifacts/demo/data/versions/v0", { method: "PATCH", body: {} }, [401, 403, 404, 404]],
  ["/api/artifacts/demo/data/versions/v0", { method: "DELETE" }, [401, 403, 404, 404]],
  ["/api/artifacts/demo/data/versions/v0/files", {}, [401, 404, 404, 404]],
  ["/api/artifacts/demo/data/versions/v0/files/x", {}, [401, 404, 404, 404]],
  ["/api/nothing", {}, [401, 404, 404, 404]],
  ["/api/nothing", { method: "POST" }, [401, 403, 404, 404]],
  ["/api/session", {}, [200, 200, 200, 200]],
  ["/api/keys", {}, [401, 200, 200, 200]],
  ["/api/keys", { method: "POST", body: {} }, [401, 201, 201, 201]],
  ["/api/keys", { method: "POST", body: { user: "member" } }, [401, 403, 201, 201]],
  ["/api/keys", { method: "POST", body: { user: "member", team: "vision" } }, [401, 403, 403, 201]],
  ["/api/keys?user=viewer", {}, [401, 403, 403, 200]],
  ["/api/keys?team=stepwell", {}, [401, 403, 403, 200]],
  ["/api/keys/none", { method: "DELETE" }, [401, 404, 404, 404]],
  ["/api/users", {}, [401, 403, 403, 200]],
  ["/api/users?team=*", {}, [401, 403, 403, 200]],
  ["/api/users", { method: "POST", body: { name: "eve", role: "viewer" } }, [401, 403, 403, 201]],
  ["/api/users/viewer", { method: "PATCH", body: { role: "member" } }, [401, 403, 403, 200]],
  ["/api/users/viewer", { method: "DELETE" }, [401, 403, 403, 204]],
  ["/graphql", { method: "POST", body: { query: viewer } }, [401, 200, 200, 200]],
  ["/graphql", { method: "POST", body: { query: upsert } }, [401, 403, 200, 200]],
  [stream, { method: "POST", body: {} }, [401, 403, 200, 200]],
  ["/wire/uploads/x", { method: "PUT" }, [403, 403, 403, 403]],
  ["/wire/downloads/x", {}, [403, 403, 403, 403]],
  ["/teams/vision/wire/uploads/x", { method: "PUT" }, [403, 403, 403, 403]],
  ["/artifacts/stepwell/00", {}, [401, 404, 404, 404]],
  ["/artifactsV2/x/stepwell/p/c/b/m/n", {}, [401, 404, 404, 404]],
  ["/sdk/otel/v1/metrics", { method: "POST" }, [404, 404, 404, 404]],
  ["/nothing", { method: "POST" }, [401, 403, 404, 404]],
];

describe.each(["nobody", "viewer", "member", "admin"].map((role, index) => [role, index] as const))(
  "%s",
  (role, index) => {
    test.each(
      ROUTES.map(([path, request, byRole]) => [request.method ?? "GET", path, request, byRole] as const),
    )("%s %s", async (method, path, request, byRole) => {
      const key = made.keys[`stepwell/${role}`];
      const { status, body } = await made.json(path, { ...request, ...(key === undefined ? {} : { key }) });
      expect(status).toBe(byRole[index]);
      if (status < 400 || method === "HEAD") return;
      const sentence =
        path.startsWith("/api/") || !("errors" in body)
          ? (body["error"] as { message: string }).message
          : (body["errors"] as { message: string }[])[0]?.message;
      expect(sentence).toMatch(/^\[server\] Failed to .+: .+\.$/);
    });
  },
);

test("the table has every address of the api that the first team's doors have", async () => {
  const source = await Promise.all(
    Object.values(
      import.meta.glob(
        ["../api/*-routes.ts", "../export/*-routes.ts", "../create-team.ts", "./account-routes.ts"],
        {
          query: "?raw",
          import: "default",
        },
      ),
    ).map((load) => load()),
  );
  const found = source.flatMap((text) =>
    [...text.matchAll(/(?:app|api)\.(get|post|put|patch|delete)\(\s*"(\/[^"]+)"/g)].map(
      ([, method = "", path = ""]) => [method.toUpperCase(), path] as const,
    ),
  );
  expect(found.length).toBeGreaterThan(20);
  const missing = found.filter(([method, path]) => {
    const pattern = new RegExp(
      `^/api${path.replaceAll(/:\w+\{[^}]*\}/g, ".+").replaceAll(/:\w+/g, "[^/]+")}(?:\\?|$)`,
    );
    return !ROUTES.some(
      ([known, { method: asked = "GET" }]) =>
        pattern.test(known) && (asked === method || (asked === "HEAD" && method === "GET")),
    );
  });
  expect(missing).toEqual([
    ["POST", "/session"],
    ["DELETE", "/session"],
  ]);
});

test("a viewer's request that is refused changes nothing", async () => {
  const key = made.keys["stepwell/viewer"] as string;
  await made.json("/api/runs/demo/abc", { method: "DELETE", key });
  await made.graphql(key, upsert);
  const { body } = await made.json("/api/runs", { key });
  expect((body["runs"] as { id: string }[]).map(({ id }) => id)).toEqual(["abc"]);
});

test("the last admin of the first team stays one", async () => {
  const key = made.keys["stepwell/admin"] as string;
  expect((await made.json("/api/users/admin", { method: "DELETE", key })).status).toBe(409);
  const demoted = await made.json("/api/users/admin", { method: "PATCH", key, body: { role: "member" } });
  expect(demoted.status).toBe(409);
  expect(JSON.stringify(demoted.body)).toContain("no other admin would be left");
});
