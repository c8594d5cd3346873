import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bundleChild } from "../bundle-child.ts";
import { readBack } from "../run-conformance-case.ts";

let folder = "";
let program = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "stepwell-cluster-"));
  program = join(folder, "child.mjs");
  await bundleChild(new URL("./cluster-child.ts", import.meta.url), program);
}, 60_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

test(
  "processes of a cluster that log into one run have a file each, and lose nothing",
  { timeout: 60_000 },
  async () => {
    const child = spawn(process.execPath, [program, folder], { stdio: ["ignore", "inherit", "inherit"] });
    expect(await once(child, "close")).toEqual([0, null]);
    const names = (await readdir(join(folder, "wandb"))).filter((name) => name.startsWith("offline-run-"));
    const files = await Promise.all(
      names.map((name) => readFile(join(folder, "wandb", name, "run-abc.wandb"))),
    );
    const byWriter = new Map(
      files.map((bytes) => {
        const { rows, state } = readBack(bytes);
        expect(state.exitCode).toBe(0);
        expect(rows.map((row) => row["i"])).toEqual(Array.from({ length: 200 }, (_, index) => index));
        expect(new Set(rows.map((row) => row["who"])).size).toBe(1);
        return [rows[0]?.["who"], rows];
      }),
    );
    expect(new Set(byWriter.keys())).toEqual(new Set([0, 1, 2]));
    // The one that began the run is primary: only its rows have steps of their own.
    expect(byWriter.get(0)?.at(-1)).toMatchObject({ _step: 199 });
    expect(byWriter.get(1)?.at(-1)).not.toHaveProperty("_step");
  },
);
