import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "@stepwell/client";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Server, startServer, until } from "./processes.ts";
import { storedRun } from "./run-example.ts";

const ROOT = join(import.meta.dirname, "../..");
/** Four seconds of speech are 125 frames of 32 ms. */
const SPEECH = readFileSync(join(ROOT, "packages/onnx/test/inaugural-address.wav"));
const FRAMES = 125;
/** A part of it that is short, so that each window has all of it several times, and windows are alike. */
const PART_FRAMES = 20;
const FRAME_BYTES = 1024;
const HEADER_BYTES = 44;
const WINDOW_MS = 500;
const MIN_POSTS = 20;

let folder: string;
let server: Server;
let service: ChildProcess;
let address = "";

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "stepwell-e2e-"));
  mkdirSync(join(folder, "data"));
  server = await startServer(join(folder, "data"));
  service = spawn(process.execPath, ["dist/main.js", "0", String(WINDOW_MS)], {
    cwd: join(ROOT, "examples/silero-vad"),
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, STEPWELL_DIR: join(folder, "data"), STEPWELL_SILENT: "true" },
  });
  let said = "";
  service.stdout?.on("data", (text: Buffer) => {
    said += text.toString();
    address = /http:\S+\//.exec(said)?.[0] ?? "";
  });
  await until("the service answers", async () => address !== "");
});

afterAll(async () => {
  service?.kill("SIGKILL");
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

type Recording = Uint8Array<ArrayBuffer>;

interface Answer {
  readonly speech: number;
  readonly probabilities: readonly number[];
}

async function post(body: Recording): Promise<Answer> {
  const reply = await fetch(address, { method: "POST", body });
  return (await reply.json()) as Answer;
}

/** Posts a recording again and again for some windows, also on a slow machine often enough, and says how often. */
async function postFor(body: Recording, windows: number): Promise<number> {
  const end = Date.now() + windows * WINDOW_MS;
  let count = 0;
  for (; Date.now() < end || count < MIN_POSTS; count += 1) await post(body);
  return count;
}

/** Twenty frames of a recording, from the first second on. */
function partOf(recording: Recording): Recording {
  const from = HEADER_BYTES + 32 * FRAME_BYTES;
  const part = new Uint8Array(HEADER_BYTES + PART_FRAMES * FRAME_BYTES);
  part.set(recording.subarray(0, HEADER_BYTES));
  part.set(recording.subarray(from, from + PART_FRAMES * FRAME_BYTES), HEADER_BYTES);
  new DataView(part.buffer).setUint32(HEADER_BYTES - 4, PART_FRAMES * FRAME_BYTES, true);
  return part;
}

/** The same header before samples without any order: loud noise. */
function noise(): Recording {
  const bytes = Uint8Array.from(SPEECH);
  const samples = new DataView(bytes.buffer);
  for (let place = HEADER_BYTES; place < bytes.length; place += 2) {
    samples.setInt16(place, ((place * 48_271) % 20_000) - 10_000, true);
  }
  return bytes;
}

it("silero-vad: the service finds speech, refuses what is no sound, and its run tells of the drift to noise", async () => {
  const part = partOf(Uint8Array.from(SPEECH));
  const spoken = await postFor(part, 4);
  const { speech, probabilities } = await post(Uint8Array.from(SPEECH));
  expect(probabilities.length).toBe(FRAMES);
  expect(speech).toBeGreaterThan(0.3);
  const refused = await fetch(address, { method: "POST", body: "no sound" });
  expect([refused.status, await refused.text()]).toEqual([400, "Error: Send a WAV file."]);
  const noisy = await postFor(partOf(noise()), 4);
  service.kill("SIGTERM");
  const [code] = await once(service, "close");
  expect(code).toBe(0);

  const stored = await storedRun(createClient({ baseUrl: server.url }), "silero-vad");
  const windows = stored.rows.filter((row) => "onnx/vad/runs" in row) as Record<string, number>[];
  const counted = windows.map((row) => row["onnx/vad/runs"] ?? 0);
  expect(counted.reduce((sum, runs) => sum + runs, 0)).toBe((spoken + noisy) * PART_FRAMES + FRAMES);
  expect(windows.length).toBeLessThan(20);
  const drifts = windows.flatMap((row) => row["onnx/vad/input/input/psi"] ?? []);
  console.log(
    `e2e: drift from speech to noise, window by window: ${drifts.map((psi) => psi.toFixed(2)).join(", ")}`,
  );
  expect(drifts[0]).toBeLessThan(0.25);
  expect(drifts.at(-1)).toBeGreaterThan(0.25);
  expect(windows.at(-1)?.["onnx/vad/class/speech"]).toBeLessThan(0.1);
  expect(windows.at(-1)?.["onnx/vad/latency_p99"]).toBeGreaterThan(0);
  expect(stored.run.config).toMatchObject({
    onnx: { vad: { sha256: expect.stringMatching(/^[0-9a-f]{64}$/), size: expect.any(Number) } },
  });
});
