import { spawn } from "node:child_process";
import type { ChildProcessByStdio } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import type { Row } from "@stepwell/runlog";
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
  { manner: "exit-code", code: 4, exitCode: 4, rows: 2 },
  { manner: "throw", code: 1, exitCode: 1, rows: 2 },
  { manner: "rejection", code: 1, exitCode: 1, rows: 2 },
  { manner: "dispose", code: 0, exitCode: 0, rows: 2 },
])("a process that leaves an open run by $manner", async ({ manner, code, exitCode, rows }) => {
  const left = await leave(manner);
  expect(left).toMatchObject({ code, signal: null, exitCode });
  expect(left.rows).toHaveLength(rows);
});

test.each([
  { manner: "SIGINT", signal: "SIGINT", exitCode: 255 },
  { manner: "SIGTERM", signal: "SIGTERM", exitCode: 143 },
  { manner: "SIGHUP", signal: "SIGHUP", exitCode: 129 },
  { manner: "second-signal", signal: "SIGINT", exitCode: 255 },
  { manner: "polite-listener", signal: "SIGTERM", exitCode: 143 },
])("a process that a signal ends ($manner) dies of it, and its run has an end", async (dies) => {
  const left = await leave(dies.manner);
  expect(left).toMatchObject({ code: null, signal: dies.signal, exitCode: dies.exitCode });
  expect(left.rows).toHaveLength(2);
});

test.each(["own-listener-before", "own-listener-after"])(
  "a program that listens to a signal itself (%s) goes on as long as it likes",
  async (manner) => {
    const left = await leave(manner);
    expect(left).toMatchObject({ code: 7, signal: null, exitCode: 7 });
    expect(left.rows.at(-1)).toMatchObject({ late: true });
  },
);

test("a program that never waits for anything can still be ended by a signal", async () => {
  const left = await leave("never-waits", (child) => child.stdout.once("data", () => child.kill("SIGTERM")));
  expect(left).toMatchObject({ code: null, signal: "SIGTERM", exitCode: undefined });
});

interface Left {
  readonly code: number | null;
  readonly signal: string | null;
  readonly exitCode: number | undefined;
  readonly rows: readonly Row[];
}

async function leave(
  manner: string,
  started: (child: ChildProcessByStdio<null, Readable, Readable>) => void = () => undefined,
): Promise<Left> {
  const home = join(folder, manner);
  const child = spawn(process.execPath, [program, home, manner], { stdio: ["ignore", "pipe", "pipe"] });
  if (manner === "stderr-gone") child.stderr.destroy();
  else child.stderr.resume();
  started(child);
  const [code, signal] = (await once(child, "exit")) as [number | null, string | null];
  const [name = ""] = (await readdir(join(home, "wandb"))).filter((entry) =>
    entry.startsWith("offline-run-"),
  );
  const { rows, state } = readBack(await readFile(join(home, "wandb", name, "run-abc.wandb")));
  return { code, signal, exitCode: state.exitCode, rows };
}
