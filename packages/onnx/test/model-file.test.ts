import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createVirtualClock } from "@stepwell/effects/testing";
import { afterEach, beforeEach, expect, test } from "vitest";
import { findProfile } from "../src/node/find-profile.ts";
import { readModelFile } from "../src/node/read-model-file.ts";
import { fakeSession } from "../src/testing/fake-session.ts";
import { createMemoryRun } from "../src/testing/memory-run.ts";
import { message } from "../src/testing/protobuf.ts";
import { track } from "../src/track.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "stepwell-onnx-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const EMPTY_SHA256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
const MODEL = message(
  [1, 8],
  [
    7,
    [
      [2, "g"],
      [1, [[4, "Relu"]]],
    ],
  ],
);

async function facts(model: string | Uint8Array | ArrayBuffer, logGraph = true) {
  const run = createMemoryRun();
  const session = track(fakeSession(), { run, model, logGraph, name: "m", clock: createVirtualClock() });
  await session.tracking.ready;
  const config = run.config.get("onnx") as { m: Record<string, unknown> };
  return { facts: config.m, rows: run.rows, stats: session.tracking.stats() };
}

test("a file of several pieces is read and digested as a whole", async () => {
  const path = join(folder, "m.onnx");
  const whole = new Uint8Array(9 * 1024 ** 2 + 5).map((_, index) => index % 251);
  writeFileSync(path, whole);
  const { size, sha256, bytes } = await readModelFile(path);
  expect([size, sha256]).toEqual([whole.length, createHash("sha256").update(whole).digest("hex")]);
  expect(Buffer.compare(bytes as Uint8Array, whole)).toBe(0);
});

test("bytes say as much as their file, also as an array buffer", async () => {
  const path = join(folder, "m.onnx");
  writeFileSync(path, MODEL);
  const fromFile = await facts(path);
  expect(fromFile.facts).toMatchObject({ size: MODEL.length, graphName: "g", nodeCount: 1 });
  expect((await facts(MODEL)).facts).toEqual(fromFile.facts);
  expect((await facts(MODEL.buffer as ArrayBuffer)).facts).toEqual(fromFile.facts);
  expect(fromFile.rows[0]).toHaveProperty(["onnx/m/graph"]);
  expect((await facts(MODEL, false)).rows).toEqual([]);
});

test("a file that is not there, or is no model, costs facts and nothing else", async () => {
  const missing = await facts(join(folder, "gone.onnx"));
  expect([missing.facts["size"], missing.stats.failures]).toEqual([undefined, 1]);
  const empty = await facts(new Uint8Array(0));
  expect(empty.facts).toMatchObject({ size: 0, sha256: EMPTY_SHA256 });
  expect([empty.facts["nodeCount"], empty.stats.failures]).toEqual([undefined, 1]);
});

test("the profile of a prefix is the newest one, and of another prefix none", () => {
  for (const name of ["vad_2026-01-01_1.json", "vad_2026-01-02_2.json", "vade_2026.json", "vad_2026.txt"]) {
    writeFileSync(join(folder, name), `"${name}"`);
  }
  expect(findProfile(join(folder, "va"))).toBeUndefined();
  expect(findProfile(join(folder, "vade"))).toMatchObject({ path: join(folder, "vade_2026.json") });
  expect(findProfile(join(folder, "vad"))?.text).toMatch(/^"vad_2026-01-0/);
});

test("a profile that was asked for and never written is counted", async () => {
  const run = createMemoryRun();
  const session = track(fakeSession(), {
    run,
    profiling: true,
    sessionOptions: { profileFilePrefix: join(folder, "none") },
    clock: createVirtualClock(),
  });
  await session.release();
  expect([session.tracking.stats().failures, run.rows, run.saved]).toEqual([1, [], []]);
});
