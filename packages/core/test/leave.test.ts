import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bundleChild } from "./bundle-child.ts";
import { readBack } from "./run-conformance-case.ts";

let folder = "";
let program = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "stepwell-leave-"));
  program = join(folder, "child.mjs");
  await bundleChild(new URL("./leave-child.ts", import.meta.url), program);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

test.each([
  { manner: "stderr-gone", code: 0, exitCode: 0, rows: 2 },
  { manner: "end", code: 0, exitCode: 0, rows: 2 },
  { manner: "exit", code: 3, exitCode: 3, rows: 2 },
  { manner: "throw", code: 1, exitCode: 1, rows: 2 },
  { manner: "signal", code: null, exitCode: undefined, rows: 1 },
])("a process that leaves an open run by $manner", async ({ manner, code, exitCode, rows }) => {
  const home = join(folder, manner);
  const child = spawn(process.execPath, [program, home, manner], { stdio: ["ignore", "pipe", "pipe"] });
  if (manner === "stderr-gone") child.stderr.destroy();
  else child.stderr.resume();
  const [ended, signal] = (await once(child, "close")) as [number | null, string | null];
  expect({ ended, signal }).toEqual({ ended: code, signal: code === null ? "SIGTERM" : null });
  const [name = ""] = (await readdir(join(home, "wandb"))).filter((entry) =>
    entry.startsWith("offline-run-"),
  );
  const found = readBack(await readFile(join(home, "wandb", name, "run-abc.wandb")));
  expect(found.rows).toHaveLength(rows);
  expect(found.state.exitCode).toBe(exitCode);
});
