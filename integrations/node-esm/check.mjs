import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { createClient } from "@stepwell/client";
import { init } from "@stepwell/core";
import { createMockServer } from "@stepwell/mock";
import { track } from "@stepwell/onnx";
import { stepwellCallback } from "@stepwell/tfjs";
import { watch } from "@stepwell/watch";

// Logs without a server, and reads the run back through the command that shows it.
for (const door of [createMockServer, track, stepwellCallback, watch]) assert.equal(typeof door, "function");
process.stdout.write(`Node ${process.version}\n`);

const run = await init({ project: "node-esm", config: { learningRate: 0.5 } });
for (let step = 0; step < 100; step += 1) run.log({ loss: step === 7 ? Number.NaN : 1 / (step + 1) });
await run.finish();

const command = import.meta.resolve("stepwell/package.json");
const { default: manifest } = await import(command, { with: { type: "json" } });
const main = new URL(manifest.bin.stepwell, command);
const server = spawn(process.execPath, [main.pathname, "--port", "0", "--json"], {
  stdio: ["ignore", "pipe", "inherit"],
});
try {
  const [line] = await once(createInterface({ input: server.stdout }), "line");
  const client = createClient({ baseUrl: JSON.parse(line).url });
  let detail;
  for (let tries = 0; tries < 150 && detail?.run.status !== "finished"; tries += 1) {
    detail = await client.run("node-esm", run.id).catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.equal(detail?.run.status, "finished");
  assert.equal(detail.run.config.learningRate, 0.5);
  const losses = [];
  for await (const { row } of client.rows("node-esm", run.id)) losses.push(row.loss);
  assert.equal(losses.length, 100);
  assert.ok(Number.isNaN(losses[7]));
  assert.equal(losses[99], 0.01);
  const { status } = await fetch(JSON.parse(line).url);
  assert.equal(status, 200);
} finally {
  server.kill();
  await once(server, "close");
}
