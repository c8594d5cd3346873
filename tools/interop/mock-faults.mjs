import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { createClient } from "@stepwell/client";
import { runPython } from "./python-client.mjs";

const ROWS = 21;
const FAULTS = [
  "status=503,operation=UpsertBucket,nth=1",
  "drop-reply,operation=file_stream,nth=1",
  "cut,operation=file_stream,nth=3",
  "status=500,operation=upload,nth=1",
  "latency=300ms,operation=graphql,every=4",
];

/** The official client logs to `apps/mock-server` with faults: all arrives, once, and each fault was met. */
export async function checkMockFaults({ root, work, python }) {
  const args = ["--json", ...FAULTS.flatMap((fault) => ["--fault", fault])];
  const child = spawn(process.execPath, [join(root, "apps/mock-server/dist/main.js"), ...args], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise((resolve) => child.on("close", resolve));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async () => JSON.parse((await lines.next()).value ?? "null");
  try {
    const { url } = await next();
    const { code, stderr } = await runPython(
      python.python,
      [join(root, "tools/interop/official_mock.py")],
      // The client waits for 2 s and more before it asks again.
      { folder: join(work, "mock"), baseUrl: url },
    );
    assert.equal(code, 0, stderr);
    await checkRun(createClient({ baseUrl: url }));
  } finally {
    child.kill("SIGTERM");
  }
  const { event, faults, runs } = await next();
  assert.deepEqual([event, runs, await ended], ["ended", [{ project: "interop", id: "mock" }], 0]);
  assert.deepEqual(
    faults.filter(({ met }) => met === 0).map(({ fault }) => fault),
    [],
    "faults that no request met",
  );
}

async function checkRun(client) {
  const { run, alerts } = await client.run("interop", "mock");
  const rows = [];
  for await (const { row } of client.rows("interop", "mock")) rows.push(row);
  assert.deepEqual(
    rows.map(({ _step }) => _step),
    Array.from({ length: ROWS }, (_, step) => step),
  );
  assert.deepEqual([rows[2].deep.value, rows[19].loss], [NaN, 1 / 20]);
  assert.deepEqual([run.status, run.config], ["finished", { lr: 0.5, deep: { x: 1 } }]);
  assert.deepEqual(
    alerts.map(({ title }) => title),
    ["title"],
  );
  const files = await client.files("interop", "mock");
  assert.ok(files.some(({ path }) => path === rows[20].picture.path));
  const { versions } = await client.artifacts.ofRun("interop", "mock");
  assert.deepEqual(
    versions.filter(({ type }) => type === "dataset").map(({ collection, version }) => [collection, version]),
    [["data", "v0"]],
  );
}
