import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { bundleChild } from "./bundle-child.ts";
import { readBack } from "./run-conformance-case.ts";

const COMMIT = "c".repeat(40);

// Real processes on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "stepwell-ambient-"));
  const helper = new URL("../src/node/ambient/helper-process.ts", import.meta.url);
  await bundleChild(new URL("./ambient-child.ts", import.meta.url), join(folder, "child.mjs"));
  await mkdir(join(folder, "beside"));
  await bundleChild(new URL("./ambient-child.ts", import.meta.url), join(folder, "beside", "child.mjs"));
  await bundleChild(helper, join(folder, "beside", "helper-process.js"));
  await mkdir(join(folder, ".git"));
  await writeFile(join(folder, ".git", "HEAD"), COMMIT);
  await writeFile(join(folder, "package.json"), '{"type":"module"}');
  await writeFile(join(folder, "package-lock.json"), '{"packages":{"node_modules/b":{"version":"1.0.0"}}}');
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** A `nvidia-smi` that answers after `seconds`. */
async function fakeTool(name: string, seconds: number): Promise<string> {
  const path = join(folder, name);
  await mkdir(path);
  const tool = join(path, "nvidia-smi");
  await writeFile(
    tool,
    `#!/bin/sh\ntr "\\0" " " </proc/$PPID/cmdline >${path}/started-by\nsleep ${seconds}\necho "0, Fake, 7, 0, 0, 1024, 40, 30, 70, 300, 405, 0, 0, 30"\n`,
  );
  await chmod(tool, 0o755);
  return path;
}

/** Processes that were started beside a program and still run, where the host tells. */
async function helpersOf(program: string): Promise<string[]> {
  const path = join(folder, program, "..", "helper-process.js");
  const pids = await readdir("/proc").catch(() => []);
  const lines = pids
    .filter((pid) => /^\d+$/.test(pid))
    .map((pid) => readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => ""));
  return (await Promise.all(lines)).filter((line) => line.includes(path));
}

async function runChild(home: string, tools: string, manner = "finish", program = "child.mjs") {
  const child = spawn(process.execPath, [join(folder, program), home, "hidden", manner, "--token=x"], {
    cwd: folder,
    env: { ...process.env, PATH: `${tools}${delimiter}${process.env["PATH"] ?? ""}`, WANDB_CONSOLE: "" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (bytes: Buffer) => (stdout += bytes.toString()));
  child.stderr.on("data", (bytes: Buffer) => (stderr += bytes.toString()));
  const started = performance.now();
  const [code] = (await once(child, "close")) as [number | null];
  const [name = ""] = (await readdir(join(home, "wandb"))).filter((entry) =>
    entry.startsWith("offline-run-"),
  );
  const path = join(home, "wandb", name);
  return {
    ...readBack(await readFile(join(path, "run-abc.wandb"))),
    requirements: await readFile(join(path, "files", "requirements.txt"), "utf8"),
    tookMs: performance.now() - started,
    code,
    stdout,
    stderr,
  };
}

test("a real process has its console, metrics, commit, packages and GPU in the run, and its output as ever", async () => {
  const found = await runChild(join(folder, "home"), await fakeTool("quick", 0), "wait");
  expect(found.code).toBe(0);
  expect(found.stderr).toContain("oh\n");
  expect(found.stderr + found.stdout).toContain('Stepwell: run "abc" finished');
  expect(found.stdout).toMatch(/^before\n[^]*\r 50%\r100%\n[^]*\{"tookMs":[^]*\}$/);
  expect(found.console.map(({ stream, text }) => [stream, text])).toEqual([
    ["stdout", "100%"],
    ["stderr", "oh"],
  ]);
  expect(found.requirements).toBe("b==1.0.0\n");
  expect(found.state.environment).toMatchObject({
    git: { commit: COMMIT, remoteUrl: "" },
    args: [join(folder, "home"), "hidden", "wait", "--token=***"],
    gpu: "Fake",
    gpuCount: 1,
  });
  const keys = found.records.flatMap((one) => (one.type === "stats" ? one.items.map(({ key }) => key) : []));
  expect(keys).toEqual(expect.arrayContaining(["cpu", "proc.memory.rssMB", "memory_percent", "gpu.0.gpu"]));
});

test("a process beside it learns what is slow: packages and GPUs come from there, and it ends with the program", async () => {
  const tools = await fakeTool("helper-tool", 0);
  const found = await runChild(join(folder, "helped"), tools, "wait", "beside/child.mjs");
  expect(found.code).toBe(0);
  expect(await readFile(join(tools, "started-by"), "utf8")).toContain("helper-process.js");
  expect(found.requirements).toBe("b==1.0.0\n");
  expect(found.state.environment).toMatchObject({ gpu: "Fake", gpuCount: 1 });
  const keys = found.records.flatMap((one) => (one.type === "stats" ? one.items.map(({ key }) => key) : []));
  expect(keys).toContain("gpu.0.gpu");
  await expect.poll(() => helpersOf("beside/child.mjs"), { timeout: 10_000 }).toEqual([]);
});

test("a GPU tool that hangs holds up neither the run nor the end of the process", async () => {
  const found = await runChild(join(folder, "slow"), await fakeTool("hanging", 4));
  expect(found.code).toBe(0);
  expect(found.tookMs).toBeLessThan(4000);
  expect(found.records.filter((one) => one.type === "stats").length).toBeGreaterThan(1);
});

test("the error that ended a process is the last line of its log", async () => {
  const found = await runChild(join(folder, "broken"), await fakeTool("none", 0), "throw");
  expect(found.code).toBe(1);
  expect(found.stderr).toContain("Error: the training broke");
  expect(found.console.map(({ text }) => text)).toContain("Uncaught Error: the training broke");
  expect(found.state.exitCode).toBe(1);
});
