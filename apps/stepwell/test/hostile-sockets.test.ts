import { mkdtemp, rm } from "node:fs/promises";
import { connect } from "node:net";
import type { Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { buildPrograms } from "./crash/build-programs.ts";
import type { Programs } from "./crash/build-programs.ts";
import { createServerProcess } from "./crash/server-process.ts";
import type { ServerProcess } from "./crash/server-process.ts";

// What no HTTP library sends: bytes on a socket, to the server as people start it.

const PATIENCE_MS = 30_000;
const MIB = 1024 * 1024;
const STREAM = "/files/local/demo/abc/file_stream";

vi.setConfig({ testTimeout: 60_000 });

let folder = "";
let programs: Programs;
let server: ServerProcess;
const sockets = new Set<Socket>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "stepwell-sockets-"));
  programs = await buildPrograms("sockets");
  server = await createServerProcess(programs.command, folder);
  await server.start();
}, 120_000);

afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  sockets.clear();
  // Whatever was sent, it is the same server that goes on answering.
  expect((await fetch(`${server.url}/api/server`)).status).toBe(200);
});

afterAll(async () => {
  await server.kill();
  await programs.remove();
  await rm(folder, { recursive: true, force: true });
});

function dial(): Socket {
  const { hostname, port } = new URL(server.url);
  const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true });
  socket.on("error", () => undefined);
  sockets.add(socket);
  return socket;
}

/** All that the server says until it hangs up. */
async function hear(socket: Socket): Promise<string> {
  let text = "";
  socket.setEncoding("latin1");
  socket.on("data", (part) => (text += part));
  socket.setTimeout(PATIENCE_MS, () => socket.destroy());
  await new Promise<void>((resolve) => socket.once("end", resolve).once("close", () => resolve()));
  return text;
}

/** Sends the bytes and listens to the end. */
async function say(...parts: readonly (string | Uint8Array)[]): Promise<string> {
  const socket = dial();
  const heard = hear(socket);
  for (const part of parts) socket.write(part);
  return heard;
}

function head(line: string, ...headers: readonly string[]): string {
  return `${[`${line} HTTP/1.1`, "Host: localhost", ...headers].join("\r\n")}\r\n\r\n`;
}

function statusesOf(text: string): readonly number[] {
  return [...text.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status));
}

const CLOSE = "Connection: close";

test("hundreds that never end their headers, or send a byte of their body now and then, keep nobody waiting", async () => {
  for (let count = 0; count < 150; count++) {
    dial().write("GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ");
    dial().write(`${head(`POST ${STREAM}`, "Content-Length: 1000000")}{`);
  }
  const started = performance.now();
  expect(statusesOf(await say(head("GET /api/projects", CLOSE)))).toEqual([200]);
  expect(performance.now() - started).toBeLessThan(10_000);
});

test.each<[title: string, bytes: readonly (string | Uint8Array)[], statuses: readonly number[]]>([
  ["a body without a length", [head(`POST ${STREAM}`, CLOSE)], [400]],
  [
    "chunks that are none",
    [head(`POST ${STREAM}`, "Transfer-Encoding: chunked", CLOSE), "zz\r\n{}\r\n0\r\n\r\n"],
    [400],
  ],
  [
    "a chunk that is longer than it says",
    [head(`POST ${STREAM}`, "Transfer-Encoding: chunked", CLOSE), "1\r\n{}}}}}\r\n0\r\n\r\n"],
    [400],
  ],
  ["two lengths", [head(`POST ${STREAM}`, "Content-Length: 2", "Content-Length: 3", CLOSE), "{}"], [400]],
  [
    "a length and chunks, between which proxies differ",
    [head(`POST ${STREAM}`, "Content-Length: 2", "Transfer-Encoding: chunked", CLOSE), "0\r\n\r\n"],
    [400],
  ],
  ["a length below nothing", [head(`POST ${STREAM}`, "Content-Length: -1", CLOSE), "{}"], [400]],
  ["10,000 headers", [head("GET /", ...Array.from({ length: 10_000 }, (_, at) => `X-${at}: 1`))], [431]],
  ["a header without end", [head("GET /", `X-Long: ${"x".repeat(100_000)}`)], [431]],
  ["no host", ["GET /api/server HTTP/1.1\r\nConnection: close\r\n\r\n"], [400]],
  ["what is no HTTP", ["\u0016\u0003\u0001\u0002\u0000\u0001hello\r\n\r\n"], [400]],
  ["a line break in the address", ["GET /\r\n/api HTTP/1.1\r\n\r\n"], [400]],
  ["a length over the limit", [head("POST /api/series", `Content-Length: ${2 * MIB}`, CLOSE)], [413]],
])("%s is refused", async (_, bytes, statuses) => {
  // A connection that is dropped within a long header may lose the reply.
  const mayBeLost = statuses.includes(431);
  expect([statuses, mayBeLost ? [] : statuses]).toContainEqual(statusesOf(await say(...bytes)));
});

test("requests that come together are answered in their order", async () => {
  const many = Array.from({ length: 200 }, (_, at) =>
    head(at % 2 === 0 ? "GET /api/server" : "GET /api/none"),
  );
  const statuses = statusesOf(await say(many.join(""), head("GET /api/projects", CLOSE)));
  expect(statuses).toEqual([...many.map((_, at) => (at % 2 === 0 ? 200 : 404)), 200]);
});

test("who hangs up after asking gets an answer or none", async () => {
  const socket = dial();
  const heard = hear(socket);
  socket.end(head("GET /api/projects"));
  expect([[200], []]).toContainEqual(statusesOf(await heard));
});

test("an address of another server in the first line appears in no link", async () => {
  const query = `mutation { upsertBucket(input: {name: "abc", modelName: "demo"}) { bucket { id } }
    createRunFiles(input: {projectName: "demo", runName: "abc", files: ["a"]}) { files { uploadUrl } } }`;
  const body = JSON.stringify({ query });
  const headers = ["Content-Type: application/json", `Content-Length: ${body.length}`, CLOSE];
  const text = await say(head("POST http://evil.example/graphql", ...headers), body);
  expect(text).toContain("/wire/uploads/");
  expect(text).not.toContain("evil.example");
});

test("who hangs up within the body has said nothing", async () => {
  const body = JSON.stringify({ files: { "wandb-history.jsonl": { offset: 0, content: ['{"_step":0}'] } } });
  for (const bytes of [0, 1, body.length - 1]) {
    const path = STREAM.replace("abc", `cut-${bytes}`);
    const socket = dial();
    const heard = hear(socket);
    socket.end(head(`POST ${path}`, `Content-Length: ${body.length}`) + body.slice(0, bytes));
    expect(statusesOf(await heard)).not.toContain(200);
    expect((await fetch(`${server.url}/api/runs/demo/cut-${bytes}`)).status).toBe(404);
  }
});

test("a body that goes on beyond the limit is refused before its end", async () => {
  const socket = dial();
  const heard = hear(socket);
  socket.write(head("POST /api/series", "Transfer-Encoding: chunked"));
  const chunk = Buffer.concat([Buffer.from("100000\r\n"), Buffer.alloc(MIB, "x"), Buffer.from("\r\n")]);
  let sent = 0;
  while (sent < 64 && !socket.destroyed && socket.writable && socket.bytesRead === 0) {
    socket.write(chunk);
    sent += 1;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  expect(statusesOf(await heard)).toEqual([413]);
  expect(sent).toBeLessThan(64);
});

test("a small body that unpacks to more than the limit is refused", async () => {
  const bomb = gzipSync(Buffer.alloc(80 * MIB));
  expect(bomb.length).toBeLessThan(MIB);
  for (const path of [STREAM, "/graphql"]) {
    const headers = [`Content-Length: ${bomb.length}`, "Content-Encoding: gzip", CLOSE];
    const text = await say(head(`POST ${path}`, ...headers), bomb);
    expect([path, statusesOf(text)]).toEqual([path, [413]]);
    expect(text).toContain("larger than");
  }
});

test("who asks for another protocol gets this one, or nothing", async () => {
  const upgrade = head("GET /api/server", "Connection: Upgrade, close", "Upgrade: websocket");
  expect([[200], []]).toContainEqual(statusesOf(await say(upgrade)));
  expect(statusesOf(await say("CONNECT evil.example:443 HTTP/1.1\r\nHost: localhost\r\n\r\n"))).toEqual([]);
});
