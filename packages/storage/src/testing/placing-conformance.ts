import { describe, expect, test } from "vitest";
import type { MetricStore, RowChunk } from "../metric-store.ts";

/** Chunks are placed by source and number: repeated, overlapping, early and late ones. */
export function placingConformance(open: () => Promise<MetricStore>): void {
  describe("placing", () => {
    test("rows get lines in order, and the mark follows", async () => {
      const store = await open();
      expect(await store.append([chunk("s", 0, 3)])).toEqual([
        { stored: 3, repeated: 0, stale: 0, mark: 3, lines: [{ from: 0, to: 3 }] },
      ]);
      expect(await store.append([chunk("s", 3, 2)])).toMatchObject([
        { mark: 5, lines: [{ from: 3, to: 5 }] },
      ]);
      expect(await store.mark(1, "history", "s")).toBe(5);
      expect(await store.mark(1, "history", "other")).toBe(0);
      expect(await store.mark(1, "events", "s")).toBe(0);
      expect(await store.info(1, "history")).toEqual({ lines: 5, rows: 5, epoch: 0 });
      expect(await store.info(1, "events")).toEqual({ lines: 0, rows: 0, epoch: 0 });
    });

    test("a repeated chunk is stored once", async () => {
      const store = await open();
      await store.append([chunk("s", 0, 3)]);
      expect(await store.append([chunk("s", 0, 3)])).toEqual([
        { stored: 0, repeated: 3, stale: 0, mark: 3, lines: [] },
      ]);
      expect(await texts(store)).toEqual(["s0", "s1", "s2"]);
    });

    test("of an overlapping chunk only what is new is stored", async () => {
      const store = await open();
      await store.append([chunk("s", 0, 3)]);
      expect(await store.append([chunk("s", 1, 4)])).toEqual([
        { stored: 2, repeated: 2, stale: 0, mark: 5, lines: [{ from: 3, to: 5 }] },
      ]);
      expect(await texts(store)).toEqual(["s0", "s1", "s2", "s3", "s4"]);
    });

    test("a chunk above the mark leaves a hole, and the late chunk fills it at its lines", async () => {
      const store = await open();
      await store.append([chunk("s", 0, 2)]);
      expect(await store.append([chunk("s", 5, 2)])).toEqual([
        { stored: 2, repeated: 0, stale: 0, mark: 7, lines: [{ from: 5, to: 7 }] },
      ]);
      expect(await store.info(1, "history")).toEqual({ lines: 7, rows: 4, epoch: 0 });
      expect(await store.append([chunk("s", 3, 1)])).toMatchObject([
        { stored: 1, mark: 7, lines: [{ from: 3, to: 4 }] },
      ]);
      expect(await store.append([chunk("s", 1, 5)])).toEqual([
        {
          stored: 2,
          repeated: 3,
          stale: 0,
          mark: 7,
          lines: [
            { from: 2, to: 3 },
            { from: 4, to: 5 },
          ],
        },
      ]);
      expect(await texts(store)).toEqual(["s0", "s1", "s2", "s3", "s4", "s5", "s6"]);
      expect(await store.append([chunk("s", 0, 7)])).toMatchObject([{ stored: 0, repeated: 7 }]);
    });

    test("a hole may lie before everything, and rows of others follow it", async () => {
      const store = await open();
      await store.append([chunk("s", 2, 1)]);
      await store.append([chunk("t", 0, 1)]);
      await store.append([chunk("s", 0, 2)]);
      expect(await texts(store)).toEqual(["s0", "s1", "s2", "t0"]);
    });

    test("an empty chunk changes nothing, wherever it is", async () => {
      const store = await open();
      await store.append([chunk("s", 0, 2)]);
      expect(await store.append([chunk("s", 9, 0), chunk("s", 0, 0)])).toEqual([
        { stored: 0, repeated: 0, stale: 0, mark: 2, lines: [] },
        { stored: 0, repeated: 0, stale: 0, mark: 2, lines: [] },
      ]);
      expect(await store.info(1, "history")).toEqual({ lines: 2, rows: 2, epoch: 0 });
      expect(await store.append([])).toEqual([]);
    });

    test("sources, streams and runs number their rows apart", async () => {
      const store = await open();
      const receipts = await store.append([
        chunk("s", 0, 2),
        chunk("t", 0, 1),
        { ...chunk("s", 0, 1), stream: "events" },
        { ...chunk("s", 0, 1), run: 2 },
        chunk("s", 2, 1),
        chunk("t", 1, 1),
      ]);
      expect(receipts.map(({ lines }) => lines[0]?.from)).toEqual([0, 2, 0, 0, 3, 4]);
      expect(await texts(store)).toEqual(["s0", "s1", "t0", "s2", "t1"]);
      expect((await store.rows(2, "history", { from: 0, limit: 9 })).length).toBe(1);
    });

    test("sources with odd names are kept apart", async () => {
      const store = await open();
      const names = ["a", "a\0", "a\0b", '"a"', "\ud800", "\ud801", ""];
      for (const name of names) await store.append([chunk(name, 0, 1)]);
      await store.truncate(1, "history", names.length);
      for (const name of names)
        expect(await store.append([chunk(name, 0, 2)])).toMatchObject([{ repeated: 1, mark: 2 }]);
      expect(await texts(store)).toEqual([
        ...names.map((name) => `${name}0`),
        ...names.map((name) => `${name}1`),
      ]);
    });

    test("chunks appended at the same time are each stored once", async () => {
      const store = await open();
      const receipts = await Promise.all(
        Array.from({ length: 40 }, (_, index) =>
          store.append([chunk(`s${index % 4}`, Math.floor(index / 8) * 3, 3)]),
        ),
      );
      expect(receipts.flat().reduce((sum, { stored }) => sum + stored, 0)).toBe(60);
      expect(await store.info(1, "history")).toEqual({ lines: 60, rows: 60, epoch: 0 });
    });

    test("a bad chunk is refused with all of its append, and the next append is not harmed", async () => {
      const store = await open();
      for (const bad of [
        chunk("s", -1, 1),
        chunk("s", 0.5, 1),
        chunk("s", 2 ** 60, 1),
        { ...chunk("s", 0, 1), epoch: 1 },
      ]) {
        const refused = store.append([chunk("s", 0, 1), bad]);
        const fine = store.append([chunk("t", 0, 1)]);
        await expect(refused).rejects.toThrow("Failed to store rows");
        expect((await fine)[0]?.mark).toBe(1);
      }
      expect(await store.mark(1, "history", "s")).toBe(0);
      expect(await texts(store)).toEqual(["t0"]);
    });

    test("a removed run is empty, and the others stay", async () => {
      const store = await open();
      await store.append([
        chunk("s", 0, 3),
        { ...chunk("s", 0, 3), stream: "events" },
        { ...chunk("s", 0, 3), run: 2 },
      ]);
      await store.remove(1);
      await store.remove(99);
      expect(await store.info(1, "history")).toEqual({ lines: 0, rows: 0, epoch: 0 });
      expect(await store.keys(1, "events")).toEqual([]);
      expect(await store.mark(1, "history", "s")).toBe(0);
      expect(await store.info(2, "history")).toEqual({ lines: 3, rows: 3, epoch: 0 });
      await store.append([chunk("s", 0, 1)]);
      expect(await texts(store)).toEqual(["s0"]);
    });

    test("close waits for what was begun, and afterwards every call rejects", async () => {
      const store = await open();
      const begun = store.append([chunk("s", 0, 3)]);
      await store.close();
      expect(await begun).toMatchObject([{ stored: 3 }]);
      await store.close();
      await expect(store.append([chunk("s", 3, 1)])).rejects.toThrow("closed");
      await expect(store.mark(1, "history", "s")).rejects.toThrow("closed");
      await expect(store.info(1, "history")).rejects.toThrow("closed");
      await expect(store.rows(1, "history", { from: 0, limit: 1 })).rejects.toThrow("closed");
      await expect(
        store.series([{ query: 0, run: 1, stream: "history", key: "a", x: "_step", buckets: 10 }]),
      ).rejects.toThrow("closed");
      await expect(store.truncate(1, "history", 0)).rejects.toThrow("closed");
    });
  });
}

/** Rows of a source that name it and their number. */
export function chunk(source: string, offset: number, count: number, epoch?: number): RowChunk {
  const rows = Array.from({ length: count }, (_, index) => ({
    _step: offset + index,
    text: `${source}${offset + index}`,
  }));
  return { run: 1, stream: "history", source, offset, rows, ...(epoch === undefined ? {} : { epoch }) };
}

/** What `chunk` wrote into the rows of run 1, in line order. */
export async function texts(store: MetricStore): Promise<unknown[]> {
  return (await store.rows(1, "history", { from: 0, limit: 1e6 })).map(({ row }) => row["text"]);
}
