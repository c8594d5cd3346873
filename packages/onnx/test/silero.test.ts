import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Histogram, Table } from "@stepwell/core";
import { createVirtualClock } from "@stepwell/effects/testing";
import { InferenceSession } from "onnxruntime-node";
import type { Tensor } from "onnxruntime-node";
import { describe, expect, test } from "vitest";
import { createMemoryRun } from "../src/testing/memory-run.ts";
import { sileroFeeds, sileroPath, sileroSession, speechChances } from "./silero.ts";
import { readSpeech } from "./speech.ts";
import { track } from "../src/track.ts";

const KEY = "onnx/silero_vad_v5/";
const CLASSES = ["silence", "speech"];

describe("Silero VAD on real speech", () => {
  test("hears the same with and without tracking, and the windows say what it heard", async () => {
    const speech = readSpeech();
    const plain = await speechChances(await sileroSession(), speech);
    const run = createMemoryRun();
    const session = track(await sileroSession(), { run, model: sileroPath(), classes: CLASSES });
    expect(await speechChances(session, speech)).toEqual(plain);
    session.tracking.flush();

    const [row] = run.windows();
    const speaking = plain.filter((chance) => chance >= 0.5).length;
    expect(speaking).toBeGreaterThan(plain.length / 3);
    expect(speaking).toBeLessThan(plain.length);
    expect(row).toMatchObject({
      [`${KEY}runs`]: plain.length,
      [`${KEY}warm_up_runs`]: 1,
      [`${KEY}batch_max`]: 1,
      [`${KEY}queue_max`]: 1,
      [`${KEY}errors`]: 0,
      [`${KEY}class/speech`]: speaking / plain.length,
      [`${KEY}input/sr/mean`]: 16_000,
    });
    const output = `${KEY}output/output/`;
    expect(row?.[`${output}mean`]).toBeCloseTo(plain.reduce((sum, each) => sum + each, 0) / plain.length, 6);
    expect(row?.[`${output}max`]).toBe(Math.max(...plain));
    const histogram = row?.[`${output}histogram`] as Histogram;
    expect(histogram.counts.reduce((sum, count) => sum + count, 0)).toBe(plain.length);
    expect(row?.[`${KEY}latency_p50`]).toBeGreaterThan(0);
    expect(row?.[`${KEY}latency_p99`]).toBeLessThanOrEqual(row?.[`${KEY}latency_max`] as number);
    await session.release();
  });

  test("drift is small from speech to the same speech, and large from speech to silence", async () => {
    const speech = readSpeech();
    const clock = createVirtualClock();
    const run = createMemoryRun();
    const session = track(await sileroSession(), { run, clock, name: "vad", classes: CLASSES });
    for (const audio of [speech, speech, new Float32Array(speech.length)]) {
      await speechChances(session, audio);
      clock.advance(10_000);
    }
    const [learned, same, silent] = run.windows();
    expect(learned).not.toHaveProperty(["onnx/vad/output/output/psi"]);
    expect(same?.["onnx/vad/output/output/psi"]).toBeLessThan(0.1);
    expect(same?.["onnx/vad/output/output/ks"]).toBeLessThan(0.1);
    expect(silent?.["onnx/vad/output/output/psi"]).toBeGreaterThan(1);
    expect(silent?.["onnx/vad/input/input/ks"]).toBeGreaterThan(0.4);
    expect(silent?.["onnx/vad/class_psi"]).toBeGreaterThan(1);
    await session.release();
  });

  test("the config says what the model is, with the digest of its file", async () => {
    const run = createMemoryRun();
    const session = track(await sileroSession(), {
      run,
      model: sileroPath(),
      sessionOptions: { executionProviders: ["cpu"], intraOpNumThreads: 1 },
    });
    await session.tracking.ready;
    expect(run.config.get("onnx")).toMatchObject({
      silero_vad_v5: {
        sha256: createHash("sha256").update(readFileSync(sileroPath())).digest("hex"),
        size: 2_327_524,
        inputs: [
          { name: "input", type: "float32", shape: ["?", "?"] },
          { name: "state", type: "float32", shape: [2, "?", 128] },
          { name: "sr", type: "int64", shape: [] },
        ],
        executionProviders: ["cpu"],
        intraOpNumThreads: 1,
        irVersion: 8,
        opsets: { "ai.onnx": 16 },
        producerName: "spox",
        graphName: "spox_graph",
        nodeCount: 689,
        operators: { Conv: 12, LSTM: 4 },
      },
    });
    expect(run.rows[0]).toHaveProperty([`${KEY}graph`, "format"], "onnx");
    await session.release();
  });

  test("it is still a session: an instance, with names, and errors of its own", async () => {
    const run = createMemoryRun();
    const session = track(await sileroSession(), { run });
    expect(session).toBeInstanceOf(InferenceSession);
    expect(session.outputNames).toEqual(["output", "stateN"]);
    await expect(session.run({})).rejects.toThrow("input 'input' is missing in 'feeds'");
    const feeds = sileroFeeds(new Float32Array(576), new Float32Array(256));
    await expect(session.run({ ...feeds, input: feeds["sr"] as Tensor })).rejects.toThrow(
      "Unexpected input data type",
    );
    session.tracking.flush();
    expect(run.windows()[0]).toMatchObject({
      "onnx/session/errors": 2,
      "onnx/session/errors/input-missing": 1,
      "onnx/session/errors/input-type": 1,
    });
    await session.release();
    await expect(session.run(feeds)).rejects.toThrow("Session already disposed");
  });

  test("a session that is released behind our back says so in its errors", async () => {
    const run = createMemoryRun();
    const plain = await sileroSession();
    const session = track(plain, { run });
    await plain.release();
    await expect(session.run(sileroFeeds(new Float32Array(576), new Float32Array(256)))).rejects.toThrow(
      "Session already disposed",
    );
    session.tracking.flush();
    expect(run.windows()[0]).toMatchObject({ "onnx/session/errors/released": 1 });
  });

  test("a profile becomes a file and a table of operators", async () => {
    const folder = mkdtempSync(join(tmpdir(), "stepwell-onnx-"));
    try {
      const profile = { enableProfiling: true, profileFilePrefix: join(folder, "vad") };
      const run = createMemoryRun();
      const session = track(await sileroSession(profile), { run, sessionOptions: profile, profiling: true });
      await speechChances(session, readSpeech().subarray(0, 8000));
      await session.release();
      expect(session.tracking.stats().failures).toBe(0);
      const row = run.rows.find((each) => "onnx/session/operators" in each);
      const table = row?.["onnx/session/operators"] as Table;
      expect(table.getColumn("operator")).toEqual(expect.arrayContaining(["Conv", "LSTM", "If"]));
      expect(table.getColumn("share").reduce<number>((sum, share) => sum + Number(share), 0)).toBeCloseTo(
        1,
        6,
      );
      expect(run.saved).toEqual([expect.stringMatching(/vad_.*\.json$/)]);
      expect(run.config.get("onnx")).toMatchObject({
        session: { profiledProviders: { CPUExecutionProvider: expect.any(Number) as number } },
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
