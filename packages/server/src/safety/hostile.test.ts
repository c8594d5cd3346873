import { beforeEach, describe, expect, test } from "vitest";
import type { JsonObject } from "@stepwell/protocol";
import { createTeamServer } from "../testing/team-server.ts";
import type { TeamServer } from "../testing/team-server.ts";
import { createTestServer } from "../testing/test-server.ts";
import type { TestServer } from "../testing/test-server.ts";

// What strangers, broken programs and pages of other sites send. Each has its status and a sentence, whether or not the
// server asks for keys.

interface Door {
  readonly server: TestServer;
  send(path: string, init?: RequestInit): Promise<Response>;
  /** An address to which a file of the run "abc" may be put; its path. */
  place(name: string): Promise<string>;
  /** Puts a file, and tells where it can be read: through the api and by signed address. */
  put(name: string, body: string): Promise<readonly string[]>;
}

const DAY_MS = 24 * 60 * 60_000;
const MIB = 1024 * 1024;
const STREAM = "/files/stepwell/demo/abc/file_stream";

let teams: TeamServer | undefined;
let door: Door;

async function open(isGuarded: boolean): Promise<void> {
  teams = isGuarded ? await createTeamServer() : undefined;
  const server = teams?.server ?? createTestServer();
  const key = teams?.keys["stepwell/member"];
  const send: Door["send"] = (path, init = {}) => {
    const headers = new Headers({ host: "localhost:7733" });
    if (key !== undefined) headers.set("authorization", `Bearer ${key}`);
    for (const [name, value] of new Headers(init.headers)) headers.set(name, value);
    const request = new Request(`http://localhost:7733${path}`, { ...init, headers });
    return server.app.fetch(request, { address: "192.0.2.1" });
  };
  door = {
    server,
    send,
    async place(name) {
      const { createRunFiles } = await graphql(
        `
          mutation ($files: [String!]!) {
            createRunFiles(input: { projectName: "demo", runName: "abc", files: $files }) {
              files {
                uploadUrl
              }
            }
          }
        `,
        { files: [name] },
      );
      return pathOf((createRunFiles as { files: { uploadUrl: string }[] }).files[0]?.uploadUrl);
    },
    async put(name, body) {
      const place = await door.place(name);
      expect((await send(place, { method: "PUT", body })).status).toBe(200);
      const { project } = await graphql(
        `
          query ($names: [String]) {
            project(name: "demo") {
              run(name: "abc") {
                files(names: $names) {
                  edges {
                    node {
                      url
                    }
                  }
                }
              }
            }
          }
        `,
        { names: [name] },
      );
      const { edges } = (project as { run: { files: { edges: { node: { url: string } }[] } } }).run.files;
      return [`/api/runs/demo/abc/files/${encodeURIComponent(name)}`, pathOf(edges[0]?.node.url)];
    },
  };
  await graphql(`
    mutation {
      upsertBucket(input: { name: "abc", modelName: "demo" }) {
        bucket {
          id
        }
      }
    }
  `);
}

async function graphql(query: string, variables: object = {}): Promise<JsonObject> {
  const response = await door.send("/graphql", post(JSON.stringify({ query, variables })));
  const body = (await response.json()) as JsonObject;
  expect([response.status, body["errors"]]).toEqual([200, undefined]);
  return body["data"] as JsonObject;
}

function post(body: BodyInit, headers: Record<string, string> = {}): RequestInit {
  return { method: "POST", body, headers: { "content-type": "application/json", ...headers } };
}

function pathOf(url: string | undefined): string {
  return new URL(url ?? "").pathname;
}

async function bomb(mebibytes: number): Promise<ArrayBuffer> {
  const packed = new Blob(Array.from({ length: mebibytes }, () => new Uint8Array(MIB)))
    .stream()
    .pipeThrough(new CompressionStream("gzip"));
  return new Response(packed).arrayBuffer();
}

const GZIP = { "content-encoding": "gzip" };
const SIZED = (mebibytes: number): Record<string, string> => ({ "content-length": String(mebibytes * MIB) });

/** What is sent, the status, and what its sentence says. */
const CASES: readonly (readonly [
  title: string,
  send: () => Promise<Response>,
  status: number,
  sentence: RegExp,
])[] = [
  ["a GraphQL body over the limit", () => door.send("/graphql", post("{}", SIZED(33))), 413, /larger than/],
  ["lines over the limit", () => door.send(STREAM, post("{}", SIZED(65))), 413, /larger than/],
  ["an api body over the limit", () => door.send("/api/series", post("{}", SIZED(2))), 413, /larger than/],
  [
    "a body over the limit that hides its length",
    () => door.send("/api/series", post(JSON.stringify({ series: "x".repeat(2 * MIB) }))),
    413,
    /larger than/,
  ],
  [
    "a zip bomb for GraphQL",
    async () => door.send("/graphql", post(await bomb(33), GZIP)),
    413,
    /larger than/,
  ],
  ["a zip bomb as lines", async () => door.send(STREAM, post(await bomb(65), GZIP)), 413, /larger than/],
  [
    "lines that are no gzip and say that they are",
    async () => door.send(STREAM, post("not gzip at all", GZIP)),
    400,
    /not gzip/,
  ],
  [
    "a body in a coding that nobody knows",
    () => door.send(STREAM, post("\u001b\u0003", { "content-encoding": "br" })),
    400,
    /JSON/,
  ],
  ["lines that are no JSON", () => door.send(STREAM, post("{")), 400, /./],
  [
    "another host",
    () => door.send("/api/server", { headers: { host: "evil.example" } }),
    421,
    /host "evil\.example"/,
  ],
  [
    "another host on the wire door",
    () => door.send("/graphql", { ...post("{}"), headers: { host: "evil.example" } }),
    421,
    /host "evil\.example"/,
  ],
  [
    "a page of another site on the api",
    () => door.send("/api/server", { headers: { origin: "https://evil.example" } }),
    403,
    /page of "https:\/\/evil\.example"/,
  ],
  [
    "a page of another site on the wire door",
    () => door.send("/graphql", post("{}", { origin: "https://evil.example" })),
    403,
    /page of "https:\/\/evil\.example"/,
  ],
  [
    "a page of another site that puts a file",
    async () =>
      door.send(await door.place("a.txt"), { method: "PUT", body: "x", headers: { origin: "null" } }),
    403,
    /page of "null"/,
  ],
  [
    "an address to put to that is a day old",
    async () => {
      const place = await door.place("a.txt");
      await door.server.clock.advanceAsync(DAY_MS + 1);
      return door.send(place, { method: "PUT", body: "x" });
    },
    403,
    /not valid any more/,
  ],
  [
    "an address to get from that is a day old",
    async () => {
      const [, signed = ""] = await door.put("a.txt", "x");
      await door.server.clock.advanceAsync(DAY_MS + 1);
      return door.send(signed);
    },
    403,
    /not valid any more/,
  ],
  [
    "an address that was changed",
    async () => {
      const place = await door.place("a.txt");
      const other = await door.place("b.txt");
      const mixed = `${place.slice(0, place.lastIndexOf("."))}${other.slice(other.lastIndexOf("."))}`;
      return door.send(mixed, { method: "PUT", body: "x" });
    },
    403,
    /not valid any more/,
  ],
  [
    "a run whose name leads out",
    () => door.send("/files/stepwell/demo/..%2f..%2fx/file_stream", post("{}")),
    400,
    /./,
  ],
  [
    "a project whose name leads out",
    () => door.send("/files/stepwell/..%2f..%2fetc/abc/file_stream", post("{}")),
    400,
    /./,
  ],
  [
    "a file of a run that leads out",
    () => door.send("/api/runs/demo/abc/files/..%2f..%2f..%2fetc%2fpasswd"),
    404,
    /not among the run's files/,
  ],
  [
    "a file of a run by an absolute path",
    () => door.send("/api/runs/demo/abc/files/%2fetc%2fpasswd"),
    404,
    /not among the run's files/,
  ],
  [
    "content by a path for its digest",
    () => door.send("/artifacts/stepwell/..%2f..%2fstepwell.sqlite"),
    404,
    /nothing here has it/,
  ],
];

describe.each([
  ["an open server", false],
  ["a server with keys", true],
])("%s refuses", (_, isGuarded) => {
  beforeEach(() => open(isGuarded));

  test.each(CASES)("%s", async (_title, send, status, sentence) => {
    const response = await send();
    const text = await response.text();
    expect([response.status, text]).toEqual([status, expect.any(String)]);
    const { error, errors } = JSON.parse(text) as {
      error?: { message: string };
      errors?: readonly { message: string }[];
    };
    const message = error?.message ?? errors?.[0]?.message ?? "";
    expect(message).toMatch(/^\[[a-z]+\] Failed to .+\. .+\.$/s);
    expect(message).toMatch(sentence);
    expect(response.headers.get("access-control-allow-origin")).not.toBe("https://evil.example");
  });

  test.each([
    "../up",
    "a/../../up",
    "/etc/passwd",
    "C:\\x",
    "a\\..\\..\\b",
    "",
    "a\0b",
    "./../x",
    "~/../../x",
  ])("a place for a file called %j", async (name) => {
    // Clients pass by a file that has no address, and lose all of them to an error.
    const { createRunFiles } = await graphql(
      `
        mutation ($files: [String!]!) {
          createRunFiles(input: { projectName: "demo", runName: "abc", files: $files }) {
            files {
              uploadUrl
            }
          }
        }
      `,
      { files: [name, "good.txt"] },
    );
    expect((createRunFiles as JsonObject)["files"]).toEqual([
      { uploadUrl: null },
      { uploadUrl: expect.stringContaining("/wire/uploads/") },
    ]);
  });
});

describe.each([
  ["an open server", false],
  ["a server with keys", true],
])("%s serves what a stranger wrote", (_, isGuarded) => {
  beforeEach(() => open(isGuarded));

  test.each([
    ["page.html", "<script>alert(document.cookie)</script>"],
    ["page.xhtml", `<html xmlns="http://www.w3.org/1999/xhtml"><script>alert(1)</script></html>`],
    [
      "picture.svg",
      `<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>`,
    ],
    ["data.xml", `<?xml-stylesheet href="javascript:alert(1)"?><a/>`],
    ["script.js", "alert(1)"],
    ["paper.pdf", "%PDF-1.4 /JS (alert)"],
    ["no-type", "<script>alert(1)</script>"],
  ])("%s so that it runs nothing and has nobody's cookies", async (name, body) => {
    for (const path of await door.put(name, body)) {
      const response = await door.send(path);
      expect(await response.text()).toBe(body);
      const policy = response.headers.get("content-security-policy") ?? "";
      expect(policy).toMatch(/(^|; ?)sandbox(;|$)/);
      expect(policy).not.toContain("allow-");
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toContain("script-src");
      expect(response.headers.get("x-content-type-options")).toBe("nosniff");
      expect(response.headers.get("set-cookie")).toBeNull();
      if (path.startsWith("/wire/")) {
        expect(response.headers.get("content-disposition")).toMatch(/^attachment/);
      }
    }
  });
});

describe("a server with keys refuses", () => {
  beforeEach(() => open(true));
  const asked = (path: string, key?: string, request: object = {}) =>
    (teams as TeamServer).json(path, { ...(key === undefined ? {} : { key }), ...request });
  const keyOf = (name: string): string => (teams as TeamServer).keys[name] ?? "";

  test.each([
    ["no key", undefined, 401, /no key came/],
    ["a key that nobody made", `stepwell-${"x".repeat(48)}`, 401, /not valid here/],
    ["a key with what is no text in it", "\u00e9".repeat(44), 401, /not valid here/],
  ])("%s on each door", async (_title, key, status, sentence) => {
    for (const [path, request] of [
      ["/api/projects", {}],
      ["/api/runs/demo/abc", { method: "DELETE" }],
      ["/api/openapi.json", {}],
      ["/graphql", { method: "POST", body: { query: "{ viewer { id } }" } }],
      [STREAM, { method: "POST", body: {} }],
    ] as const) {
      const reply = await asked(path, key, request);
      expect([path, reply.status]).toEqual([path, status]);
      expect(JSON.stringify(reply.body)).toMatch(sentence);
    }
  });

  test("a key of another team what this one has", async () => {
    const other = keyOf("vision/admin");
    expect((await asked("/api/runs/demo/abc", other)).status).toBe(404);
    expect((await asked("/api/runs/demo/abc", other, { method: "DELETE" })).status).toBe(404);
    const stream = await asked(STREAM, other, { method: "POST", body: {} });
    expect(stream.status).toBe(403);
    expect(JSON.stringify(stream.body)).toContain('the key is of team \\"vision\\"');
    expect((await asked("/api/runs/demo/abc", keyOf("stepwell/viewer"))).status).toBe(200);
  });

  test("an address that one team signed at another team's doors", async () => {
    const place = await door.place("a.txt");
    const response = await door.send(`/teams/vision${place}`, { method: "PUT", body: "x" });
    expect(response.status).toBe(403);
    expect(await response.text()).toContain("not valid any more");
  });

  test("a viewer who writes", async () => {
    const viewer = keyOf("stepwell/viewer");
    for (const [path, method] of [
      ["/api/runs/demo/abc", "PATCH"],
      ["/api/runs/demo/abc", "DELETE"],
      [STREAM, "POST"],
    ] as const) {
      const reply = await asked(path, viewer, { method, body: {} });
      expect([path, method, reply.status]).toEqual([path, method, 403]);
      expect(JSON.stringify(reply.body)).toContain("who only reads");
    }
  });
});
