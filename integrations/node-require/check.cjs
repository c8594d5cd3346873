const assert = require("node:assert/strict");
const { createClient } = require("@stepwell/client");
const { init } = require("@stepwell/core");
const { createMockServer } = require("@stepwell/mock");
const { listen } = require("@stepwell/mock/node");
const { track } = require("@stepwell/onnx");
const { stepwellCallback } = require("@stepwell/tfjs");
const { watch } = require("@stepwell/watch");

// Logs to a server in this process, from a program of CommonJS.
async function main() {
  for (const door of [track, stepwellCallback, watch]) assert.equal(typeof door, "function");
  const mock = createMockServer();
  const { url, close } = await listen(mock);
  const run = await init({ project: "node-require", baseUrl: url, apiKey: "local".repeat(8) });
  for (let step = 0; step < 20; step += 1) run.log({ loss: 1 / (step + 1) });
  await run.finish();

  const rows = [];
  for await (const { row } of createClient({ baseUrl: url }).rows("node-require", run.id)) rows.push(row);
  assert.equal(rows.length, 20);
  assert.equal((await mock.run(run.id)).summary.loss, 0.05);
  await close();
  await mock.close();
}

void main();
