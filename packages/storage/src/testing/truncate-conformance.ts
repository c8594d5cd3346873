import { describe, expect, test } from "vitest";
import type { MetricStore } from "../metric-store.ts";
import { chunk, texts } from "./placing-conformance.ts";

/** Truncation opens epochs; nothing of the cut rows comes back. */
export function truncateConformance(
  open: () => Promise<MetricStore>,
  settle: (store: MetricStore) => Promise<void>,
): void {
  describe("truncate", () => {
    test("later rows are gone, and the next row gets the line", async () => {
      const store = await open();
      await store.append([chunk("s", 0, 5)]);
      expect(await store.truncate(1, "history", 3)).toBe(1);
      expect(await store.info(1, "history")).toEqual({ lines: 3, rows: 3, epoch: 1 });
      expect(await store.append([chunk("t", 0, 1)])).toMatchObject([{ lines: [{ from: 3, to: 4 }] }]);
      expect(await texts(store)).toEqual(["s0", "s1", "s2", "t0"]);
      expect(await store.truncate(1, "history", 4)).toBe(2);
      expect(await store.truncate(1, "history", 0)).toBe(3);
      expect(await texts(store)).toEqual([]);
    });

    test("a late chunk of an old epoch is counted and not stored", async () => {
      const store = await open();
      await store.append([chunk("s", 0, 5)]);
      await store.truncate(1, "history", 3);
      expect(await store.append([chunk("s", 3, 4, 0)])).toEqual([
        { stored: 0, repeated: 0, stale: 4, mark: 7, lines: [] },
      ]);
      expect(await store.append([chunk("new", 0, 2, 0)])).toEqual([
        { stored: 0, repeated: 0, stale: 2, mark: 2, lines: [] },
      ]);
      expect(await store.append([chunk("new", 2, 2, 1)])).toMatchObject([{ stored: 2, mark: 4 }]);
      expect(await texts(store)).toEqual(["s0", "s1", "s2", "new2", "new3"]);
    });

    test("a sender of rows of an old epoch is never told to give them again", async () => {
      const store = await open();
      await store.append([chunk("s", 0, 5)]);
      await store.truncate(1, "history", 3);
      for (const offset of [5, 7, 9]) await store.append([chunk("s", offset, 2, 0)]);
      await settle(store);
      expect(await store.mark(1, "history", "s")).toBe(11);
      expect(await store.info(1, "history")).toEqual({ lines: 3, rows: 3, epoch: 1 });
    });

    test("rows of a source that were cut off do not come back when it repeats them", async () => {
      const store = await open();
      await store.append([chunk("s", 0, 5)]);
      await store.truncate(1, "history", 2);
      expect(await store.append([chunk("s", 0, 6)])).toMatchObject([{ stored: 1, repeated: 5, mark: 6 }]);
      expect(await texts(store)).toEqual(["s0", "s1", "s5"]);
    });

    test("the part of a hole that was cut off stays closed, the rest can be filled", async () => {
      const store = await open();
      await store.append([chunk("s", 0, 1)]);
      await store.append([chunk("s", 5, 1)]);
      await store.truncate(1, "history", 3);
      expect(await store.append([chunk("s", 1, 4)])).toEqual([
        { stored: 2, repeated: 0, stale: 2, mark: 6, lines: [{ from: 1, to: 3 }] },
      ]);
      expect(await store.append([chunk("s", 1, 4)])).toMatchObject([{ stored: 0, repeated: 2, stale: 2 }]);
      expect(await texts(store)).toEqual(["s0", "s1", "s2"]);
    });

    test("a line that was never given out is refused", async () => {
      const store = await open();
      await store.append([chunk("s", 0, 2)]);
      for (const line of [3, -1, 0.5, Number.NaN]) {
        await expect(store.truncate(1, "history", line)).rejects.toThrow("Failed to truncate");
      }
      expect(await store.info(1, "history")).toEqual({ lines: 2, rows: 2, epoch: 0 });
    });

    test.each([4095, 4096, 4097, 5000, 8192, 10_000, 1, 0])(
      "rows, series and keys agree after a cut across seals at line %i",
      async (line) => {
        const store = await open();
        for (let at = 0; at < 10_000; at += 1000) await store.append([chunk("s", at, 1000)]);
        await settle(store);
        await store.append([chunk("s", 10_000, 500)]);
        await store.truncate(1, "history", line);
        expect(await store.info(1, "history")).toEqual({ lines: line, rows: line, epoch: 1 });
        expect((await texts(store)).length).toBe(line);
        expect(
          (await store.keys(1, "history")).map(({ numbers }) => numbers).filter((count) => count > 0),
        ).toEqual(line === 0 ? [] : [line]);
        await store.append([chunk("t", 0, 5000)]);
        await settle(store);
        const after = await texts(store);
        expect(after.length).toBe(line + 5000);
        expect(after.slice(Math.max(0, line - 1), line + 1)).toEqual([
          ...(line > 0 ? [`s${line - 1}`] : []),
          "t0",
        ]);
        const [frame] = await store.series([
          { query: 0, run: 1, stream: "history", key: "_step", x: "_step", buckets: 50 },
        ]);
        expect(frame?.stored).toBe(Math.max(line, 5000));
      },
    );

    test("a late chunk fills a hole in rows that were sealed long ago", async () => {
      const store = await open();
      await store.append([chunk("s", 0, 1000), chunk("s", 1500, 9000)]);
      await settle(store);
      await store.append([chunk("s", 1200, 100)]);
      await store.append([chunk("s", 1000, 500)]);
      const expected = Array.from({ length: 10_500 }, (_, index) => `s${index}`);
      expect(await texts(store)).toEqual(expected);
      await settle(store);
      expect(await texts(store)).toEqual(expected);
      expect(await store.info(1, "history")).toEqual({ lines: 10_500, rows: 10_500, epoch: 0 });
    });

    test("a reader in the middle of cuts and appends sees one state or the other", async () => {
      const store = await open();
      const seen: string[] = [];
      await store.append([chunk("s", 0, 4500)]);
      const before = (await texts(store)).join();
      const work: Promise<unknown>[] = [];
      const states = [before];
      for (let round = 0; round < 5; round++) {
        work.push(
          store.truncate(1, "history", 4000),
          texts(store).then((all) => seen.push(all.join())),
        );
        states.push(before.split(",").slice(0, 4000).join());
        work.push(
          store.append([chunk(`r${round}`, 0, 300)]),
          texts(store).then((all) => seen.push(all.join())),
        );
        states.push(
          [
            ...before.split(",").slice(0, 4000),
            ...Array.from({ length: 300 }, (_, at) => `r${round}${at}`),
          ].join(),
        );
      }
      await Promise.all(work);
      seen.push((await texts(store)).join());
      expect(seen.length).toBe(11);
      for (const state of seen) expect(states.includes(state)).toBe(true);
      expect(seen.at(-1)).toBe(states.at(-1));
    });
  });
}
