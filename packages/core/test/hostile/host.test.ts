import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmod, chown, mkdir, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { RunStats } from "../../src/run/run-stats.ts";
import { bundleChild } from "../bundle-child.ts";
import { readBack } from "../run-conformance-case.ts";

const MEBIBYTE = 2 ** 20;
const MAX_GROWTH = 64 * MEBIBYTE;
/** Bytes in a row of the disk that is filled. */
const ROW_BYTES = 1000;
/** Nobody's user id. */
const NOBODY = 65_534;
const TIMEOUT = { timeout: 60_000 };

let folder = "";
let program = "";
const cache = fileURLToPath(
  new URL(`../../node_modules/.built-for-tests/hostile-${process.pid}`, import.meta.url),
);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "stepwell-hostile-"));
  // Inside the workspace, so that libraries are found.
  program = join(cache, "child.mjs");
  await bundleChild(new URL("./hostile-child.ts", import.meta.url), program);
  await chmod(folder, 0o755);
}, 60_000);

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await rm(cache, { recursive: true, force: true });
});

interface Told {
  readonly rows: number;
  readonly thrown: readonly string[];
  readonly stats: RunStats;
  readonly folder: string;
  readonly [fact: string]: unknown;
}

interface Manner {
  readonly home?: string;
  /** Words before the program, as `prlimit`'s. */
  readonly prefix?: readonly string[];
  readonly uid?: number;
  /** Called when the program says that it is ready; it goes on afterwards. */
  readonly ready?: (home: string) => Promise<void>;
}

/** Runs the program in its manner; it must end well, and print nothing but what it tells. */
async function live(
  manner: string,
  { home = join(folder, manner), prefix = [], uid, ready }: Manner = {},
): Promise<Told> {
  await mkdir(home, { recursive: true });
  const [command, ...words] = [...prefix, process.execPath, program, home, manner];
  const child = spawn(command, words, {
    stdio: ["pipe", "pipe", "pipe"],
    cwd: home,
    ...(uid === undefined ? {} : { uid }),
  });
  if (ready === undefined) child.stdin.end();
  let out = "";
  let errors = "";
  child.stdout.on("data", (text: Buffer) => {
    out += text.toString();
    if (out !== "ready\n" || ready === undefined) return;
    out = "";
    void ready(home).then(() => child.stdin.end("go\n"));
  });
  child.stderr.on("data", (text: Buffer) => (errors += text.toString()));
  const [code] = (await once(child, "close")) as [number | null];
  expect({ code, errors }).toEqual({ code: 0, errors: "" });
  return JSON.parse(out) as Told;
}

/** Why that was refused, if it was: only root may. */
function mountSmallDisk(path: string): string | undefined {
  const { status, stderr } = spawnSync("mount", ["-t", "tmpfs", "-o", "size=2m", "tmpfs", path]);
  return status === 0 ? undefined : String(stderr);
}

async function rowsIn(runFolder: string, id = "abc") {
  return readBack(await readFile(join(runFolder, `run-${id}.wandb`)));
}

test(
  "a full disk: what was written stays, the rest is counted, and the next run can be written when there is room",
  TIMEOUT,
  async (context) => {
    const disk = join(folder, "disk");
    await mkdir(disk);
    const refusal = mountSmallDisk(disk);
    if (refusal !== undefined) {
      process.stderr.write(`NOT TESTED: a full disk. Mounting a small one was refused: ${refusal}\n`);
      context.skip(refusal);
    }
    try {
      const told = await live("disk-full", { home: disk });
      const { rows, state } = await rowsIn(told.folder);
      expect(told.thrown).toEqual([]);
      expect(rows.length).toBe(told.stats.rowsWritten);
      expect(rows.length).toBeGreaterThan(MEBIBYTE / ROW_BYTES / 2);
      rows.forEach((row, index) => expect(row["i"]).toBe(index));
      expect(told["full"]).toMatchObject({ rowsLogged: rows.length + 2, dropped: { disk: 2, media: 1 } });
      // The file stays as it is: bytes after a torn record would be damage.
      expect(told["freed"]).toMatchObject({ rowsLogged: rows.length + 3, dropped: { disk: 3, media: 1 } });
      expect(state.exitCode).toBeUndefined();
      expect(told["next"]).toMatchObject({ rowsWritten: 1, dropped: {} });
      const [next = ""] = (await readdir(join(disk, "wandb"))).filter((name) => name.endsWith("-next"));
      expect((await rowsIn(join(disk, "wandb", next), "next")).state.exitCode).toBe(0);
    } finally {
      execFileSync("umount", [disk]);
    }
  },
);

test.each([
  { manner: "folder-removed", rows: 3 },
  { manner: "file-replaced", rows: 3 },
  { manner: "file-cut", rows: 3 },
])(
  "$manner: noticed within a second or two, and rows from then on are counted as lost",
  TIMEOUT,
  async ({ manner, rows }) => {
    const told = await live(manner);
    expect(told.thrown).toEqual([]);
    expect(told.stats).toMatchObject({ rowsLogged: rows, rowsWritten: rows - 1, dropped: { disk: 1 } });
  },
);

test("a folder that is moved: the run goes on in it, and loses nothing", TIMEOUT, async () => {
  const told = await live("folder-moved");
  expect(told).toMatchObject({ thrown: [], stats: { rowsWritten: 3, dropped: {} } });
  const { rows, state } = await rowsIn(told.folder.replace("/wandb/", "/moved/"));
  expect(rows).toHaveLength(3);
  expect(state.exitCode).toBe(0);
});

test("a folder that is made read-only: rows go on, media are counted as lost", TIMEOUT, async () => {
  const home = join(folder, "read-only");
  await mkdir(home);
  // For root nothing is read-only.
  const isRoot = process.getuid?.() === 0;
  if (isRoot) await chown(home, NOBODY, NOBODY);
  const told = await live("read-only", {
    home,
    ...(isRoot ? { uid: NOBODY } : {}),
    async ready() {
      const [run = ""] = (await readdir(join(home, "wandb"))).filter((name) => name.endsWith("-abc"));
      await chmod(join(home, "wandb", run, "files"), 0o555);
      await chmod(join(home, "wandb", run), 0o555);
    },
  });
  expect(told.thrown).toEqual([]);
  expect(told.stats).toMatchObject({ rowsWritten: 3, dropped: { media: 1 } });
  const { rows, state } = await rowsIn(told.folder);
  expect(rows.map((row) => row["i"])).toEqual([0, 1, 2]);
  expect(state.exitCode).toBe(0);
  await chmod(told.folder, 0o755);
  await chmod(join(told.folder, "files"), 0o755);
});

test(
  "no file descriptors left: rows go on, media are counted as lost, and later ones are kept",
  TIMEOUT,
  async () => {
    const told = await live("no-descriptors", { prefix: ["sh", "-c", 'ulimit -n 64 && exec "$@"', "sh"] });
    expect(told.thrown).toEqual([]);
    expect(told["without"]).toMatchObject({ rowsWritten: 4, dropped: { media: 1 } });
    expect(told.stats).toMatchObject({ rowsWritten: 5, dropped: { media: 1 } });
    const { rows, state } = await rowsIn(told.folder);
    expect(rows.filter((row) => row["picture"] !== undefined)).toHaveLength(2);
    expect(state.exitCode).toBe(0);
  },
);

test("a program that changes its working folder: the run stays where it was", TIMEOUT, async () => {
  const told = await live("chdir", { home: join(folder, "work") });
  expect(told).toMatchObject({ thrown: [], stats: { rowsWritten: 2, dropped: {} } });
  const { rows, state } = await rowsIn(told.folder);
  const [, row = {}] = rows;
  const { path } = row["picture"] as unknown as { path: string };
  expect(told.folder.startsWith(join(folder, "work", "wandb"))).toBe(true);
  expect((await readFile(join(told.folder, "files", path))).length).toBeGreaterThan(0);
  expect(state.exitCode).toBe(0);
});

test("a folder whose name has spaces, line feeds, quotes and pictures", TIMEOUT, async () => {
  const told = await live("chdir", { home: join(folder, "a b\nc \"d\" 'e' %20 🪣 ä") });
  expect(told).toMatchObject({ thrown: [], stats: { rowsWritten: 2, dropped: {} } });
  expect((await rowsIn(told.folder)).state.exitCode).toBe(0);
});

test("a million rows take no more memory than the first ones", TIMEOUT, async () => {
  const told = await live("many");
  expect(told.stats).toMatchObject({ rowsWritten: 1_100_001, dropped: {}, pending: 0 });
  expect(told["grown"]).toBeLessThan(MAX_GROWTH);
});
