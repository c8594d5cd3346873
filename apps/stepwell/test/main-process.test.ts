import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRunFileEncoder } from "@stepwell/protocol";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildPrograms } from "./crash/build-programs.ts";
import type { Programs } from "./crash/build-programs.ts";

let programs: Programs;
let folder: string;

beforeAll(async () => {
  programs = await buildPrograms("main-process");
  folder = mkdtempSync(join(tmpdir(), "stepwell-main-"));
}, 60_000);

afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await programs.remove();
});

function run(...words: readonly string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [programs.command, ...words], { cwd: folder, encoding: "utf8" });
}

test("the process ends with the code of what happened, and a sentence where it did not go well", () => {
  expect(run("--version")).toMatchObject({ status: 0, stdout: "0.1.0\n", stderr: "" });
  expect(run("--prot", "1")).toMatchObject({
    status: 2,
    stdout: "",
    stderr:
      '[stepwell] Failed to read the command: "stepwell" has no option "--prot". Did you mean "--port"?\n',
  });
  expect(run("users", "remove", "eve")).toMatchObject({ status: 1, stdout: "" });
});

test("a reader that has gone is no fault", async () => {
  const child = spawn(process.execPath, [programs.command, "help"], { stdio: ["ignore", "pipe", "pipe"] });
  child.stdout.destroy();
  let errors = "";
  child.stderr.on("data", (bytes: Buffer) => {
    errors += String(bytes);
  });
  expect(await once(child, "close")).toEqual([0, null]);
  expect(errors).toBe("");
});

test("a sync that SIGINT ends says so and gives 130", async () => {
  const runFolder = join(folder, "wandb", "offline-run-1");
  mkdirSync(runFolder, { recursive: true });
  writeFileSync(join(runFolder, "run-1.wandb"), runFile());
  // Nothing listens there, so it is tried until it is stopped.
  const words = [programs.command, "sync", "--to", `http://127.0.0.1:${await freePort()}`];
  const child = spawn(process.execPath, words, { cwd: folder, stdio: ["ignore", "ignore", "pipe"] });
  let errors = "";
  child.stderr.on("data", (bytes: Buffer) => {
    errors += String(bytes);
    // A second one would end it at once.
    if (String(bytes).includes("Waiting for")) child.kill("SIGINT");
  });
  expect(await once(child, "close")).toEqual([130, null]);
  expect(errors).toContain("[stepwell] Stopped before the end.");
}, 30_000);

function runFile(): Uint8Array {
  const names = { group: "", jobType: "", displayName: "", notes: "", sweepId: "", host: "", entity: "" };
  const encoder = createRunFileEncoder();
  const run = { ...names, type: "run" as const, runId: "1", project: "p", config: [], tags: [] };
  const record = encoder.encode({ ...run, startingStep: 0, resumed: false, runtime: 0, forked: false });
  return Uint8Array.of(...encoder.header(), ...record);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}
