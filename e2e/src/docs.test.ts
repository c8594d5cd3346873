import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "@stepwell/client";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Server, startServer } from "./processes.ts";
import { storedRun, type StoredRun, valuesOf } from "./run-example.ts";

const root = join(import.meta.dirname, "../..");
let folder: string;
let server: Server;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "stepwell-docs-"));
  server = await startServer(folder);
});

afterAll(async () => {
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** What the page says that one sees, for each page with a program that can be run. */
const pages: Readonly<Record<string, (run: StoredRun) => void>> = {
  "start.md": (run) => {
    const losses = valuesOf(run, "train/loss") as number[];
    expect(losses.length).toBe(30 * 30);
    expect(valuesOf(run, "val/accuracy").length).toBe(30);
    expect(valuesOf(run, "val/accuracy").at(-1)).toBeGreaterThan(0.8);
    expect(run.metrics).toContainEqual(expect.objectContaining({ name: "val/*", stepMetric: "epoch" }));
  },
  "start-tfjs.md": (run) => {
    expect(valuesOf(run, "epoch/val_acc").length).toBe(20);
    expect(valuesOf(run, "epoch/acc").at(-1)).toBeGreaterThan(0.9);
    expect(run.keys.map(({ key }) => key).join()).toContain("gradients/");
  },
  "start-onnx.md": (run) => {
    const drift = valuesOf(run, "onnx/vad/input/input/psi") as number[];
    expect(drift[0]).toBeLessThan(0.25);
    expect(drift.at(-1)).toBeGreaterThan(1);
    expect(valuesOf(run, "onnx/vad/latency_p95").length).toBeGreaterThan(5);
  },
};

it("every page with a program that can be run is run", () => {
  const runnable = readdirSync(join(root, "docs")).filter(
    (name) => name.endsWith(".md") && programsOf(name).length > 0,
  );
  expect(runnable.toSorted()).toEqual(Object.keys(pages).toSorted());
});

it.each(Object.keys(pages))("what %s says ends with what it shows", async (page) => {
  const place = join(folder, page);
  mkdirSync(place);
  symlinkSync(join(root, "node_modules"), join(place, "node_modules"), "dir");
  let name = "";
  for (const { file, code } of programsOf(page)) {
    writeFileSync(join(place, file), code);
    const id = await runProgram(place, file);
    name = /init\(\{.*name: "(.*?)"/.exec(code)?.[1] ?? id;
  }
  const stored = await storedRun(createClient({ baseUrl: server.url }), name, "first-steps");
  pages[page]?.(stored);
});

it("every example is run by a test, or by the demo", () => {
  const runs = ["e2e/src", "tools"].flatMap((place) =>
    readdirSync(join(root, place))
      .filter((name) => /^(examples.*\.test\.ts|demo.*\.mjs)$/.test(name))
      .map((name) => readFileSync(join(root, place, name), "utf8")),
  );
  const examples = readdirSync(join(root, "examples"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  expect(examples.filter((name) => !runs.some((text) => text.includes(name)))).toEqual([]);
  const list = readFileSync(join(root, "examples/README.md"), "utf8");
  expect(examples.filter((name) => !list.includes(`[${name}](${name})`))).toEqual([]);
});

/** Blocks whose first line names a file, and says that it can be run. */
function programsOf(page: string): { file: string; code: string }[] {
  const text = readFileSync(join(root, "docs", page), "utf8");
  return [...text.matchAll(/^```js file=(\S+) run\n([\s\S]*?)^```$/gm)].map(([, file = "", code = ""]) => ({
    file,
    code,
  }));
}

/** Resolves to the id of the run, as it was printed. */
async function runProgram(folderOfProgram: string, file: string): Promise<string> {
  const child = spawn(process.execPath, [file], { cwd: folderOfProgram, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (text: Buffer) => {
      said += text.toString();
    });
  }
  const [code] = (await once(child, "close")) as [number | null];
  if (code !== 0) throw new Error(`${file} ended with ${String(code)}: ${said}`);
  return /run "(\w+)" in project/.exec(said)?.[1] ?? "";
}
