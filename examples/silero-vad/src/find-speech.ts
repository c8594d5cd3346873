import { Tensor } from "onnxruntime-node";
import type { InferenceSession } from "onnxruntime-node";

/** Samples a second that the model is made for. */
export const SAMPLE_RATE = 16_000;
/** Samples that are judged at once: 32 ms. The model sees the 64 before them, too. */
const FRAME = 512;
const CONTEXT = 64;

/** How sure the model is, from 0 to 1, that there is speech in each 32 ms. A rest that is shorter is left out. */
export async function findSpeech(
  session: Pick<InferenceSession, "run">,
  samples: Float32Array,
): Promise<number[]> {
  const sr = new Tensor("int64", [BigInt(SAMPLE_RATE)], []);
  let state: Tensor = new Tensor("float32", new Float32Array(2 * 128), [2, 1, 128]);
  const probabilities: number[] = [];
  for (let start = 0; start + FRAME <= samples.length; start += FRAME) {
    const frame = new Float32Array(CONTEXT + FRAME);
    const from = Math.max(0, start - CONTEXT);
    frame.set(samples.subarray(from, start + FRAME), CONTEXT - (start - from));
    const input = new Tensor("float32", frame, [1, frame.length]);
    const { output, stateN } = await session.run({ input, state, sr });
    if (output === undefined || stateN === undefined) throw new Error("This is no Silero VAD model.");
    state = stateN;
    probabilities.push(Number(output.data[0]));
  }
  return probabilities;
}
