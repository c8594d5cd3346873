import { spawn } from "node:child_process";
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { nodeFileSystem } from "@stepwell/effects/node";
import { createFolderBlobStore } from "@stepwell/storage";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createBackup } from "../src/backup/create-backup.ts";
import { restoreBackup } from "../src/backup/restore-backup.ts";
import { openSqliteStorage } from "../src/open-sqlite-storage.ts";
import type { SqliteStorage } from "../src/open-sqlite-storage.ts";
import { bundlePackage } from "./bundle-package.ts";

const root = mkdtempSync(join(tmpdir(), "stepwell-backup-"));
let built: Awaited<ReturnType<typeof bundlePackage>>;
beforeAll(async () => {
  built = await bundlePackage("backup");
});
afterAll(() => {
  built.remove();
  rmSync(root, { recursive: true });
});

const placesOf = (name: string) => ({
  file: join(root, name, "stepwell.sqlite"),
  blobs: join(root, name, "blobs"),
});

test("a copy made while rows arrive holds everything up to one moment, and its files", async () => {
  const places = placesOf("live");
  const storage = await openSqliteStorage({ file: places.file, threads: "inline" });
  const { number } = await storage.runs.openRun("p", "r", 1);
  await appendRows(storage, number, 0, 5000);
  const address = await putBlob(places.blobs, "a picture");
  const folder = join(root, "live-backup");
  const making = createBackup({ ...places, folder, nowMs: 77 });
  for (let offset = 5000; offset < 5600; offset += 20) await appendRows(storage, number, offset, 20);
  const { notes, report, damagedBlobs } = await making;
  await storage.close();
  expect(notes).toMatchObject({ format: 1, createdMs: 77, runs: 1, blobs: { files: 1, bytes: 9 } });
  expect([report.damaged, report.file, damagedBlobs]).toEqual([[], [], []]);

  const restored = placesOf("live-restored");
  expect(await restoreBackup({ ...restored, folder })).toEqual(notes);
  const again = await openSqliteStorage({ file: restored.file, threads: "inline" });
  const mark = await again.metrics.mark(number, "history", "s");
  expect(mark).toBeGreaterThanOrEqual(5000);
  const rows = await again.metrics.rows(number, "history", { from: 0, limit: 1e6 });
  expect(rows.map(({ row }) => row["loss"])).toEqual(Array.from({ length: mark }, (_, at) => at / 3));
  await appendRows(again, number, mark, 1);
  await again.close();
  const store = createFolderBlobStore({ folder: restored.blobs, fileSystem: nodeFileSystem });
  expect(new TextDecoder().decode(await store.get(address))).toBe("a picture");
});

test("a backup goes to a folder of its own, and a restore to a data folder without data", async () => {
  const places = await makeStorage("refusals");
  const folder = join(root, "refusals-backup");
  await expect(createBackup({ ...placesOf("none"), folder, nowMs: 1 })).rejects.toThrow('there is no "');
  await createBackup({ ...places, folder, nowMs: 1 });
  await expect(createBackup({ ...places, folder, nowMs: 1 })).rejects.toThrow("something is there already");
  await expect(restoreBackup({ ...places, folder })).rejects.toThrow("or its log is there already");
  const logged = placesOf("refusals-log");
  mkdirSync(dirname(logged.file));
  writeFileSync(`${logged.file}-wal`, "of another file");
  await expect(restoreBackup({ ...logged, folder })).rejects.toThrow("or its log is there already");
  await expect(restoreBackup({ ...placesOf("free"), folder: root })).rejects.toThrow(
    'it has no "backup.json"',
  );
});

test("a backup that was changed is refused, and nothing is restored of it", async () => {
  const places = await makeStorage("changed");
  const folder = join(root, "changed-backup");
  await createBackup({ ...places, folder, nowMs: 1 });
  const restored = placesOf("changed-restored");
  appendFileSync(join(folder, "stepwell.sqlite"), "x");
  await expect(restoreBackup({ ...restored, folder })).rejects.toThrow("is not what was backed up");
  writeFileSync(join(folder, "backup.json"), '{"format":2}');
  await expect(restoreBackup({ ...restored, folder })).rejects.toThrow(
    "does not say what this program can read",
  );
  writeFileSync(join(folder, "backup.json"), "{");
  await expect(restoreBackup({ ...restored, folder })).rejects.toThrow("is not JSON");
  expect(existsSync(restored.file)).toBe(false);
});

test("files that the server removes or breaks are told of, and left as they are", async () => {
  const places = await makeStorage("broken");
  const address = await putBlob(places.blobs, "whole");
  writeFileSync(join(places.blobs, address.slice(0, 2), address), "wrong");
  writeFileSync(join(places.blobs, "a file of somebody"), "not ours");
  const { damagedBlobs } = await createBackup({ ...places, folder: join(root, "broken-backup"), nowMs: 1 });
  expect(damagedBlobs).toEqual([address]);
  expect(existsSync(join(root, "broken-backup/blobs/a file of somebody"))).toBe(false);
  expect(readFileSync(join(places.blobs, address.slice(0, 2), address), "utf8")).toBe("wrong");
});

test("after kill -9 a backup and a restore are there whole or not at all", { timeout: 60_000 }, async () => {
  const places = await makeStorage("killed", 60_000);
  for (let blob = 0; blob < 30; blob++) await putBlob(places.blobs, `${blob}`.repeat(200_000));
  const folder = join(root, "killed-backup");
  let unfinished = 0;
  for (const afterMs of [0, 20, 60, 120, 250]) {
    await killAfter(afterMs, ["backup", places.file, places.blobs, folder]);
    if (!existsSync(folder)) unfinished += 1;
  }
  expect(unfinished).toBeGreaterThan(0);
  if (!existsSync(folder)) await createBackup({ ...places, folder, nowMs: 1 });
  expect(existsSync(`${folder}.partial`)).toBe(false);

  const restored = placesOf("killed-restored");
  for (const afterMs of [0, 20, 60, 120]) {
    await killAfter(afterMs, ["restore", restored.file, restored.blobs, folder]);
    if (existsSync(restored.file)) break;
  }
  if (!existsSync(restored.file)) await restoreBackup({ ...restored, folder });
  const storage = await openSqliteStorage({ file: restored.file, threads: "inline" });
  expect(await storage.check()).toMatchObject({ file: [], damaged: [] });
  expect(await storage.metrics.mark(1, "history", "s")).toBe(60_000);
  await storage.close();
});

async function makeStorage(name: string, rows = 10): Promise<{ file: string; blobs: string }> {
  const places = placesOf(name);
  const storage = await openSqliteStorage({ file: places.file, threads: "inline" });
  const { number } = await storage.runs.openRun("p", "r", 1);
  for (let offset = 0; offset < rows; offset += 5000)
    await appendRows(storage, number, offset, Math.min(5000, rows - offset));
  await storage.close();
  return places;
}

async function appendRows(storage: SqliteStorage, run: number, offset: number, count: number): Promise<void> {
  const rows = Array.from({ length: count }, (_, at) => ({ _step: offset + at, loss: (offset + at) / 3 }));
  await storage.metrics.append([{ run, stream: "history", source: "s", offset, rows }]);
}

async function putBlob(folder: string, text: string): Promise<string> {
  return createFolderBlobStore({ folder, fileSystem: nodeFileSystem }).put(new TextEncoder().encode(text));
}

/** Kills so long after it began; a process that was faster is done. */
async function killAfter(afterMs: number, words: readonly string[]): Promise<void> {
  const script = fileURLToPath(new URL("back-up-or-restore.mjs", import.meta.url));
  const entry = join(dirname(built.entry), "backup.js");
  const child = spawn(process.execPath, [script, entry, ...words], { stdio: ["ignore", "pipe", "inherit"] });
  child.stdout.once("data", () => setTimeout(() => child.kill("SIGKILL"), afterMs));
  await new Promise((resolve) => child.once("close", resolve));
}
