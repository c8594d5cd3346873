import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { copyFile, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { bundleChild } from "./bundle-child.ts";
import { createFakeServer } from "./fake-server.ts";
import type { FakeServer } from "./fake-server.ts";

/** A thread that begins, and then falls. */
const BROKEN_THREAD = `
import { parentPort } from "node:worker_threads";
parentPort.on("message", () => { throw new Error("the thread fell"); });
parentPort.postMessage({ fetchText: String(globalThis.fetch) });
`;

let folder = "";
let server: FakeServer;
let listener: Server;
let baseUrl = "";
let onRow: () => void;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "stepwell-sync-thread-"));
  await bundleChild(new URL("./sync-thread-child.ts", import.meta.url), join(folder, "child.mjs"));
  await bundleChild(new URL("../src/node/sync-thread.ts", import.meta.url), join(folder, "sync-thread.js"));
  await mkdir(join(folder, "alone"));
  await copyFile(join(folder, "child.mjs"), join(folder, "alone", "child.mjs"));
  await mkdir(join(folder, "broken"));
  await copyFile(join(folder, "child.mjs"), join(folder, "broken", "child.mjs"));
  await writeFile(join(folder, "broken", "sync-thread.js"), BROKEN_THREAD);
});

beforeEach(async () => {
  server = createFakeServer();
  onRow = () => undefined;
  listener = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const body = Buffer.concat(parts);
    const reply = await server.fetch(`http://files${request.url ?? ""}`, {
      method: request.method as "POST",
      headers: request.headers as Record<string, string>,
      body: request.method === "PUT" ? body : body.toString(),
      signal: new AbortController().signal,
    });
    if (server.history.length > 0) onRow();
    const mark = reply.headers.get("x-stepwell-mark");
    response.writeHead(reply.status, mark === null ? {} : { "x-stepwell-mark": mark });
    // The addresses of uploads lead back here.
    response.end((await reply.text()).replaceAll("http://files/", `${baseUrl}/`));
  });
  await once(listener.listen(0, "127.0.0.1"), "listening");
  baseUrl = `http://127.0.0.1:${(listener.address() as AddressInfo).port}`;
});

afterEach(() => {
  listener.closeAllConnections();
  listener.close();
});

afterAll(() => rm(folder, { recursive: true, force: true }));

async function startChild(manner: string, args: readonly string[]): Promise<ChildProcess> {
  const home = await mkdtemp(join(folder, `${manner}-`));
  return spawn(process.execPath, [...args, home, manner, baseUrl], { stdio: ["ignore", "pipe", "inherit"] });
}

async function runChild(manner: string, path: readonly string[]): Promise<{ code: unknown; out: string }> {
  const child = await startChild(manner, [join(folder, ...path)]);
  let out = "";
  child.stdout?.on("data", (text: Buffer) => (out += text.toString()));
  const [code] = (await once(child, "close")) as [number | null];
  return { code, out };
}

/** Runs a program that never waits, until its row is here. */
async function runBusyChild(args: readonly string[]): Promise<void> {
  const arrived = new Promise<void>((resolve) => (onRow = resolve));
  const child = await startChild("busy", args);
  await arrived;
  expect(child.exitCode).toBeNull();
  child.kill("SIGKILL");
  await once(child, "close");
}

test("a thread delivers while the program keeps its own thread busy", async () => {
  await runBusyChild([join(folder, "child.mjs")]);
  expect(server.history).toMatchObject([{ a: 1 }]);
  expect(server.exitCode).toBeUndefined();
});

test.each([
  ["finish", "with its thread", ["child.mjs"]],
  ["finish", "where the thread's file is missing", ["alone", "child.mjs"]],
  ["finish", "when the thread falls", ["broken", "child.mjs"]],
])("a run is delivered on %s %s", async (manner, _, path) => {
  const { code, out } = await runChild(manner, path);
  expect({ code, ...(JSON.parse(out) as object) }).toEqual({
    code: 0,
    requested: 0,
    url: `${baseUrl}/p/p/r/abc`,
  });
  expect(server.history).toMatchObject([{ a: 1 }]);
  expect(server.exitCode).toBe(0);
});

test("a program given with --eval has the thread, too", async () => {
  const program = `await import(${JSON.stringify(pathToFileURL(join(folder, "child.mjs")).href)})`;
  await runBusyChild(["--input-type=module", "--eval", program, "--", "eval"]);
  expect(server.history).toMatchObject([{ a: 1 }]);
});

test("a fetch that was replaced, as a mock server does, takes all requests", async () => {
  const { code, out } = await runChild("patched", ["child.mjs"]);
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ requested: server.requests.length });
  expect(server.history).toMatchObject([{ a: 1 }]);
});

test("a run that is left open does not keep the process", async () => {
  expect(await runChild("leave", ["child.mjs"])).toMatchObject({ code: 0 });
  expect(server.exitCode).toBeUndefined();
});
