import { UsageError } from "@stepwell/core";
import { createSeededRandom, createVirtualClock } from "@stepwell/effects/testing";
import { describe, expect, test } from "vitest";
import { fakeSession, tensor } from "./testing/fake-session.ts";
import type { FakeSession } from "./testing/fake-session.ts";
import { createMemoryRun } from "./testing/memory-run.ts";
import { track } from "./track.ts";
import type { TrackOptions } from "./track-options.ts";
import type { TrackedSession } from "./tracked-session.ts";

function start(session: FakeSession = fakeSession(), options: TrackOptions = {}) {
  const clock = createVirtualClock();
  const run = createMemoryRun();
  const random = createSeededRandom(1);
  return { clock, run, session: track(session, { run, clock, random, warmUp: 0, ...options }) };
}

/** The rows of windows, without what their keys begin with. */
function windows(run: ReturnType<typeof createMemoryRun>, name = "session"): Record<string, unknown>[] {
  const prefix = `onnx/${name}/`;
  return run
    .windows()
    .map((row) =>
      Object.fromEntries(Object.entries(row).map(([key, value]) => [key.replace(prefix, ""), value])),
    );
}

async function runTimes(session: TrackedSession<FakeSession>, times: number): Promise<void> {
  for (let call = 0; call < times; call++) await session.run({});
}

describe("a window is one row", () => {
  test("with its calls, each second's share of them, and how long they took", async () => {
    const { clock, run, session } = start(
      fakeSession(({ took }) => {
        clock.advance(took as number);
        return {};
      }),
    );
    for (const took of [10, 10, 10, 10, 10, 10, 10, 10, 10, 110]) await session.run({ took });
    clock.advance(10_000);
    expect(windows(run)).toHaveLength(1);
    expect(windows(run)[0]).toMatchObject({
      time: 10,
      window_seconds: 10,
      runs: 10,
      throughput: 1,
      latency_mean: 20,
      latency_p50: expect.closeTo(10, 0) as number,
      latency_p99: expect.closeTo(10, 0) as number,
      latency_max: 110,
      errors: 0,
    });
  });

  test("ten thousand calls a second make a handful of rows", async () => {
    const { clock, run, session } = start();
    for (let second = 0; second < 25; second++) {
      await runTimes(session, 10_000);
      clock.advance(1000);
    }
    await session.tracking.ready;
    session.tracking.stop();
    expect(run.rows).toHaveLength(3);
    expect(windows(run).map(({ runs }) => runs)).toEqual([100_000, 100_000, 50_000]);
    expect(session.tracking.stats()).toMatchObject({ runs: 250_000, rows: 3 });
  });

  test("nothing happens, no row and no timer; the next call begins a window", async () => {
    const { clock, run, session } = start();
    expect(clock.pending).toBe(0);
    await runTimes(session, 1);
    clock.advance(25_000);
    expect([clock.pending, run.windows()]).toEqual([0, [expect.anything()]]);
    clock.advance(60_000);
    await runTimes(session, 2);
    clock.advance(10_000);
    expect(windows(run).map(({ time, runs, throughput }) => [time, runs, throughput])).toEqual([
      [10, 1, 0.1],
      [95, 2, 0.2],
    ]);
  });

  test("a timer that comes late where nothing waits does not make a window longer", async () => {
    const clock = createVirtualClock();
    let now = 0;
    const { run, session } = start(fakeSession(), {
      clock: { ...clock, monotonic: () => now, after: () => () => undefined },
    });
    for (; now < 30_500; now += 100) await session.run({});
    expect(windows(run).map(({ window_seconds }) => window_seconds)).toEqual([10, 10, 10]);
  });

  test("calls that take longer than a window make it longer", async () => {
    const { promise, resolve } = deferred();
    const { clock, run, session } = start(fakeSession(() => promise));
    const call = session.run({ x: tensor("float32", Float32Array.of(3)) });
    clock.advance(25_000);
    session.tracking.flush();
    resolve({});
    await call;
    expect(run.windows()).toEqual([]);
    clock.advance(5000);
    expect(windows(run)).toMatchObject([
      { runs: 1, window_seconds: 30, latency_max: 25_000, queue_max: 1, "input/x/mean": 3 },
    ]);
    clock.advance(10_000);
    expect(clock.pending).toBe(0);
  });

  test("keys are drawn over the seconds of the run, which go on from session to session", async () => {
    const clock = createVirtualClock();
    const run = { ...createMemoryRun(), startTime: clock.now() };
    clock.advance(60_000);
    const session = track(fakeSession(), { run, clock });
    await session.run({});
    clock.advance(10_000);
    expect(run.windows()[0]).toMatchObject({ "onnx/session/time": 70 });
    expect(run.metrics).toEqual([
      ["onnx/session/time", undefined],
      ["onnx/session/*", "onnx/session/time"],
    ]);
  });

  test("flush cuts one short, and an empty one is none", async () => {
    const { clock, run, session } = start();
    await runTimes(session, 3);
    clock.advance(2000);
    session.tracking.flush();
    session.tracking.flush();
    expect(windows(run)).toMatchObject([{ runs: 3, window_seconds: 2, throughput: 1.5 }]);
  });

  test("the end of the run logs the last one, and later calls only go through", async () => {
    const { clock, run, session } = start(fakeSession(() => ({ y: 7 })));
    await runTimes(session, 3);
    clock.advance(1000);
    run.finish();
    expect(windows(run)).toMatchObject([{ runs: 3 }]);
    expect(await session.run({})).toEqual({ y: 7 });
    clock.advance(20_000);
    expect([run.windows().length, clock.pending]).toEqual([1, 0]);
    expect(session.tracking.stats()).toMatchObject({ runs: 3, rowsFailed: 0, failures: 0 });
  });

  test("a call that is under way when tracking stops is not counted, and starts nothing", async () => {
    const { promise, resolve } = deferred();
    const { clock, session } = start(fakeSession(() => promise));
    const call = session.run({});
    session.tracking.stop();
    resolve({ y: 1 });
    expect(await call).toEqual({ y: 1 });
    expect([clock.pending, session.tracking.stats().runs]).toEqual([0, 0]);
  });

  test("rows that the run refuses are counted, and inference goes on", async () => {
    const { clock, session } = start(
      fakeSession(() => ({ y: 7 })),
      {
        run: {
          log() {
            throw new Error("full");
          },
          defineMetric() {
            throw new Error("full");
          },
          config: createMemoryRun().config,
        },
      },
    );
    expect(await session.run({})).toEqual({ y: 7 });
    clock.advance(10_000);
    expect(session.tracking.stats()).toMatchObject({ rows: 0, rowsFailed: 1, failures: 1 });
  });
});

describe("what calls bring", () => {
  test("the first ones are counted apart", async () => {
    const { clock, run, session } = start(
      fakeSession(({ took }) => {
        clock.advance(took as number);
        return {};
      }),
      { warmUp: 2 },
    );
    for (const took of [500, 300, 10, 10]) await session.run({ took });
    session.tracking.flush();
    await session.run({ took: 10 });
    session.tracking.flush();
    expect(windows(run)[0]).toMatchObject({
      runs: 4,
      warm_up_runs: 2,
      warm_up_latency_mean: 400,
      warm_up_latency_max: 500,
      latency_max: 10,
    });
    expect(windows(run)[1]).not.toHaveProperty("warm_up_runs");
  });

  test("sizes of batches are those of the first input, 1 where it has none", async () => {
    const { run, session } = start();
    for (const dims of [[2, 5], [8, 5], [], [0, 3]]) {
      await session.run({ x: tensor("float32", new Float32Array(0), dims) });
    }
    session.tracking.flush();
    expect(windows(run)[0]).toMatchObject({ batch_min: 0, batch_max: 8, batch_mean: 2.75 });
  });

  test("calls at the same time are a queue", async () => {
    const { run, session } = start();
    await Promise.all([session.run({}), session.run({}), session.run({})]);
    await session.run({});
    session.tracking.flush();
    expect(windows(run)[0]).toMatchObject({ queue_max: 3, queue_mean: (1 + 2 + 3 + 1) / 4 });
  });

  test("errors are those of the session, counted by kind, and a kind stays in later rows", async () => {
    const lost = new Error("Session already disposed.");
    let error: Error | undefined = lost;
    const { run, session } = start(
      fakeSession(() => {
        if (error !== undefined) throw error;
        return {};
      }),
    );
    await expect(session.run({})).rejects.toBe(lost);
    session.tracking.flush();
    error = undefined;
    await session.run({});
    session.tracking.flush();
    expect(windows(run)).toMatchObject([
      { errors: 1, "errors/released": 1, runs: 0 },
      { errors: 0, "errors/released": 0, runs: 1 },
    ]);
    expect(windows(run)[0]).not.toHaveProperty("latency_p50");
  });

  test("a session that throws at once, or answers at once, does so when tracked", () => {
    const odd = { run: (feeds: object) => ("bad" in feeds ? fail() : 5) as unknown as Promise<object> };
    const run = createMemoryRun();
    const session = track(odd, { run, clock: createVirtualClock() });
    expect(session.run({})).toBe(5);
    expect(() => session.run({ bad: 1 })).toThrow("at once");
    expect(session.tracking.stats()).toMatchObject({ runs: 1, errors: 1 });
  });

  test("a rejection that nobody handles stays one", async () => {
    const { session } = start(
      fakeSession(() => {
        throw new Error("mine");
      }),
    );
    const seen: unknown[] = [];
    const others = process.rawListeners("unhandledRejection");
    process.removeAllListeners("unhandledRejection");
    process.on("unhandledRejection", (error) => seen.push(error));
    void session.run({});
    await new Promise((resolve) => setImmediate(resolve));
    process.removeAllListeners("unhandledRejection");
    for (const listener of others) process.on("unhandledRejection", listener as () => void);
    expect(seen).toEqual([new Error("mine")]);
  });

  test("all arguments go through, and the very results come back", async () => {
    const given: unknown[] = [];
    const answer = { y: tensor("float32", Float32Array.of(1)) };
    const { session } = start(
      fakeSession((...all) => {
        given.push(...all);
        return answer;
      }),
    );
    const feeds = { x: 1 };
    expect(await session.run(feeds, ["y"], { tag: "a" })).toBe(answer);
    expect(given).toEqual([feeds, ["y"], { tag: "a" }]);
    expect(given[0]).toBe(feeds);
  });
});

describe("the session stays what it was", () => {
  class Secret {
    #runs = 0;
    label = "a";
    get runs(): number {
      return this.#runs;
    }
    again(): number {
      return this.#runs * 2;
    }
    run(_feeds: object): Promise<object> {
      this.#runs += 1;
      return Promise.resolve({});
    }
  }

  test("private fields, accessors, methods, setting and instanceof", async () => {
    const secret = new Secret();
    const session = track(secret, { run: createMemoryRun(), clock: createVirtualClock() });
    await session.run({});
    expect([session.runs, session.again(), session instanceof Secret]).toEqual([1, 2, true]);
    session.label = "b";
    expect([secret.label, "label" in session, Object.keys(session)]).toEqual(["b", true, ["label"]]);
    expect(session.again).toBe(session.again);
    Object.defineProperty(session, "extra", { value: 3 });
    expect([Reflect.get(secret, "extra"), Reflect.get(session, "extra")]).toEqual([3, 3]);
  });

  test("one without inputs and outputs has its calls counted, with classes asked for too", async () => {
    const run = createMemoryRun();
    const bare = { inputNames: [], outputNames: [], run: () => Promise.resolve({}) };
    const session = track(bare, { run, clock: createVirtualClock(), classes: ["a"] });
    expect(await session.run()).toEqual({});
    session.tracking.flush();
    expect(windows(run)).toMatchObject([{ runs: 1, batch_mean: 1 }]);
    expect(session.tracking.stats()).toMatchObject({ unread: 0, failures: 0, rowsFailed: 0 });
  });

  test("a frozen one can be tracked", async () => {
    const session = track(Object.freeze({ run: () => Promise.resolve({}), close: () => 5 }), {
      run: createMemoryRun(),
      clock: createVirtualClock(),
    });
    await session.run();
    expect([session.close(), session.tracking.stats().runs]).toEqual([5, 1]);
  });

  test("release logs what there is, then releases, and leaves nothing behind", async () => {
    const run = createMemoryRun();
    const clock = createVirtualClock();
    for (let session = 0; session < 3; session++) {
      const tracked = track(fakeSession(), { run, clock });
      await tracked.run({});
      expect(run.waiting).toBe(1);
      await tracked.release();
    }
    expect(windows(run)).toMatchObject([{ runs: 1 }, { runs: 1 }, { runs: 1 }]);
    expect([run.waiting, clock.pending]).toEqual([0, 0]);
  });
});

describe("several sessions of one run", () => {
  test("have names of their own and share the config; a name is free after stop", () => {
    const run = createMemoryRun();
    const options = { run, clock: createVirtualClock() };
    const first = track(fakeSession(), { ...options, model: "models/vad.v5.onnx" });
    const second = track(fakeSession(), {
      ...options,
      name: "vad_v5",
      sessionOptions: { executionProviders: ["cuda", { name: "cpu" }] },
    });
    expect([first.tracking.name, second.tracking.name]).toEqual(["vad_v5", "vad_v5_2"]);
    expect(run.config.get("onnx")).toEqual({
      vad_v5: { inputs: [{ name: "x" }], outputs: [{ name: "y" }] },
      vad_v5_2: { inputs: [{ name: "x" }], outputs: [{ name: "y" }], executionProviders: ["cuda", "cpu"] },
    });
    first.tracking.stop();
    expect(track(fakeSession(), { ...options, name: "vad_v5" }).tracking.name).toBe("vad_v5");
  });
});

test.each<[string, unknown, TrackOptions]>([
  ['it has no "run"', {}, {}],
  ['it has no "run"', undefined, {}],
  ['the name is "a*"', fakeSession(), { name: "a*" }],
  ['"windowMs" is "0"', fakeSession(), { windowMs: 0 }],
  ['"windowMs" is "NaN"', fakeSession(), { windowMs: NaN }],
  ['"warmUp" is "1.5"', fakeSession(), { warmUp: 1.5 }],
  ['"sample.runs" is "5000"', fakeSession(), { sample: { runs: 5000 } }],
  ['"sample.values" is "0"', fakeSession(), { sample: { values: 0 } }],
  ['"sample.bins" is "513"', fakeSession(), { sample: { bins: 513 } }],
  ['"sample.inputs" names "z"', fakeSession(), { sample: { inputs: ["z"] } }],
  ['"classes" is no list of texts', fakeSession(), { classes: { labels: [1] as never } }],
  ['"classes.output" names "z"', fakeSession(), { classes: { output: "z" } }],
  ['"run" has no "log"', fakeSession(), { run: Promise.resolve() as never }],
  ['"options" has no "window". Use "run", "name", "model",', fakeSession(), { window: 3 } as never],
  ['"model" is "3". Give the file\'s path', fakeSession(), { model: 3 as never }],
  ['"sample" is "boolean". Give an object of "runs", "values",', fakeSession(), { sample: true as never }],
  ['"sample" has no "rows"', fakeSession(), { sample: { rows: 5 } as never }],
  ['"classes" is "yes"', fakeSession(), { classes: "yes" as never }],
  ['"classes" has no "label"', fakeSession(), { classes: { label: ["a"] } as never }],
  ["its version is", fakeSession(), { reference: {} as never }],
])("what can't be tracked is refused: %s", (sentence, session, options) => {
  const attempt = (): unknown => track(session as FakeSession, { run: createMemoryRun(), ...options });
  expect(attempt).toThrow(UsageError);
  expect(attempt).toThrow(sentence);
});

test("a text in the place of options is refused", () => {
  expect(() => track(fakeSession(), "vad" as never)).toThrow('"options" is "vad". Give an object of "run",');
});

test("without a run there is nothing to log into", () => {
  expect(() => track(fakeSession())).toThrow("no run is active");
});

function fail(): never {
  throw new Error("at once");
}

function deferred(): { promise: Promise<unknown>; resolve: (value: unknown) => void } {
  let resolve: (value: unknown) => void = () => undefined;
  const promise = new Promise<unknown>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
