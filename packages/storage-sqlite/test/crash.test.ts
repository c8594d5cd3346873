import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openSqliteStorage } from "../src/open-sqlite-storage.ts";
import { bundlePackage } from "./bundle-package.ts";

const folder = mkdtempSync(join(tmpdir(), "stepwell-crash-"));
let built: Awaited<ReturnType<typeof bundlePackage>>;
beforeAll(async () => {
  built = await bundlePackage("crash");
});
afterAll(() => {
  built.remove();
  rmSync(folder, { recursive: true });
});

// Kills after so many acknowledgements, on one file again and again; with 700 rows a chunk, seals are under way.
test.each([
  { rows: 1, kills: [5, 60, 150] },
  { rows: 700, kills: [3, 40, 71] },
])(
  "after kill -9 every acknowledged row is there once ($rows rows a chunk)",
  { timeout: 60_000 },
  async ({ rows, kills }) => {
    const file = join(folder, `rows-${rows}.db`);
    const acknowledged = new Map<string, number>();
    for (const kill of kills) {
      for (const [source, mark] of await ingestUntilKilled(file, rows, kill)) acknowledged.set(source, mark);

      const storage = await openSqliteStorage({ file, threads: "inline" });
      const run = await storage.runs.findRun("crash", "run");
      const number = run?.number ?? -1;
      const stored = await storage.metrics.rows(number, "history", { from: 0, limit: 1e7 });
      const info = await storage.metrics.info(number, "history");
      const marks = new Map<string, number>();
      for (const source of acknowledged.keys())
        marks.set(source, await storage.metrics.mark(number, "history", source));
      await storage.close();

      for (const [source, mark] of marks) {
        expect(mark).toBeGreaterThanOrEqual(acknowledged.get(source) as number);
        const texts = stored
          .map(({ row }) => row["text"] as string)
          .filter((text) => text.startsWith(source));
        expect(texts).toEqual(Array.from({ length: mark }, (_, at) => `${source}${at}`));
      }
      expect(stored.map(({ line }) => line)).toEqual(stored.map((_, line) => line));
      expect(info).toEqual({ lines: stored.length, rows: stored.length, epoch: 0 });
    }
  },
);

/** The last acknowledged row number of each source, as the killed process told it. */
async function ingestUntilKilled(file: string, rows: number, kill: number): Promise<Map<string, number>> {
  const script = fileURLToPath(new URL("ingest-until-killed.mjs", import.meta.url));
  const child = spawn(process.execPath, [script, built.entry, file, String(rows)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let told = "";
  child.stdout.setEncoding("utf8");
  child.stdout.on("data", (text: string) => {
    told += text;
    if (told.split("\n").length > kill) child.kill("SIGKILL");
  });
  const signal = await new Promise((resolve) => child.once("close", (_code, by) => resolve(by)));
  expect(signal).toBe("SIGKILL");
  const lines = told.split("\n").slice(0, -1);
  return new Map(lines.map((line) => [line.slice(0, 1), Number(line.slice(2))]));
}
