import { beforeAll, expect, test } from "vitest";
import { createTeamServer } from "../testing/team-server.ts";
import type { TeamServer } from "../testing/team-server.ts";

let made: TeamServer;
beforeAll(async () => {
  made = await createTeamServer();
  made.server.folder("run-1-abc").log({ loss: 1 });
  await made.server.settle();
});

const PATHS = [
  "//api/projects",
  "/api//projects",
  "/api/./projects",
  "/./api/projects",
  "/p/../api/projects",
  "/p/%2e%2e/api/projects",
  "/%61pi/projects",
  "/%2561pi/projects",
  "/API/projects",
  "/api%2fprojects",
  "/api;a=b/projects",
  "/api/projects/",
  "/api/projects?x=/login",
  "/api/projects#/login",
  "/api\\projects",
  "/login/../api/projects",
  "/teams/stepwell/api/projects",
  "/teams/vision/api/projects",
  "/teams/vision/wire/uploads/../../../api/projects",
  "/teams/vision/wire/uploads/..%2f..%2f..%2fapi%2fprojects",
  "/teams/__proto__/wire/uploads/x",
  "/wire/uploads/..%2f..%2fapi%2fprojects",
  "/wire/downloads/%00",
  "/wire/uploads/x/../../../graphql",
  "/sdk/../api/projects",
  "/sdk/%2e%2e/api/projects",
  "/sdk/..%2fapi/projects",
  "/session/../api/session/../projects",
  "/api/session/../projects",
  "/api/session%2f..%2fprojects",
  "/api/keys/../projects",
  "/api/users/..%2fprojects",
  "/artifacts//00000000000000000000000000000000",
  "/files/stepwell/demo/abc/file_stream",
  "/graphql?query={viewer{id}}",
  "/graphql/",
  `/${"a/".repeat(5000)}`,
];

test.each(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND"])(
  "%s without a key gives nothing but the page, however the address is written",
  async (method) => {
    for (const path of PATHS) {
      for (const headers of [{}, { "x-http-method-override": "GET", "x-original-url": "/api/projects" }]) {
        const response = await made.send(path, { method, headers });
        const text = await response.text();
        const isPage = response.status === 200 && (text === "<title>page</title>" || method === "HEAD");
        const isPreflight = method === "OPTIONS" && response.status === 204 && text === "";
        expect([method, path, isPage || isPreflight || response.status >= 400]).toEqual([method, path, true]);
        expect(response.status).toBeLessThan(500);
        expect(text).not.toContain("demo");
      }
    }
  },
);

test("what a session's address answers to others is that nobody is signed in", async () => {
  for (const path of ["/api/session", "/api/session/"]) {
    const { status, body } = await made.json(path);
    expect(status === 200 ? body : { auth: "keys", user: null }).toEqual({ auth: "keys", user: null });
  }
});
