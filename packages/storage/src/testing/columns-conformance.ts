import type { Row } from "@stepwell/runlog";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rowsFromBatch } from "../codec/batch.ts";
import type { MetricStore } from "../metric-store.ts";
import { arbitraryRow } from "./arbitrary-rows.ts";

type Open = () => Promise<MetricStore>;
type Settle = (store: MetricStore) => Promise<void>;

/** Columns hold the very cells that rows have. */
export function columnsConformance(open: Open, settle: Settle): void {
  describe("columns", () => {
    const readAll = async (
      store: MetricStore,
      page: { from: number; to?: number; limit: number; keys?: readonly string[] },
    ): Promise<Row[]> => {
      const rows: Row[] = [];
      for (let next: number | null = page.from; next !== null;) {
        const part = await store.columns(1, "history", { ...page, from: next });
        expect(part.rows).toBeLessThanOrEqual(page.limit);
        rows.push(...rowsFromBatch(part));
        next = part.next;
      }
      return rows;
    };

    const checkSame = async (
      store: MetricStore,
      page: { from: number; limit: number; keys?: readonly string[] },
    ): Promise<void> => {
      const stored = await store.rows(1, "history", { ...page, limit: 1e6 });
      expect(await readAll(store, page)).toEqual(stored.map(({ row }) => row));
    };

    test("the rows of every shape are in the columns too", { timeout: 60_000 }, async () => {
      const input = fc.record({
        rows: fc.array(arbitraryRow, { minLength: 1, maxLength: 12 }),
        from: fc.nat(12),
        limit: fc.integer({ min: 1, max: 5 }),
        keys: fc.option(fc.array(fc.constantFrom("loss", "a", "a\\.b", "", "_step"), { maxLength: 3 }), {
          nil: undefined,
        }),
      });
      await fc.assert(
        fc.asyncProperty(input, async ({ rows, from, limit, keys }) => {
          const store = await open();
          const page = { from, limit, ...(keys === undefined ? {} : { keys }) };
          await store.append([{ run: 1, stream: "history", source: "s", offset: 0, rows }]);
          await checkSame(store, page);
          await settle(store);
          await checkSame(store, page);
        }),
        { numRuns: 60 },
      );
    });

    test("pages cross seals, holes and rows that came late", { timeout: 60_000 }, async () => {
      const store = await open();
      const rows = Array.from({ length: 9000 }, (_, step): Row => {
        const row: Record<string, Row[string]> = { _step: step, loss: step / 7 };
        if (step % 300 === 0) row["note"] = `at ${step}`;
        if (step % 1000 < 3) row["big"] = 2n ** 60n + BigInt(step);
        return row;
      });
      const give = (offset: number, to: number) =>
        store.append([{ run: 1, stream: "history", source: "s", offset, rows: rows.slice(offset, to) }]);
      await give(0, 5000);
      await give(6000, 9000);
      await settle(store);
      await checkSame(store, { from: 0, limit: 10_000 });
      await give(5000, 6000);
      await checkSame(store, { from: 0, limit: 700 });
      await checkSame(store, { from: 4090, limit: 5000 });
      await settle(store);
      await checkSame(store, { from: 17, limit: 1000, keys: ["note"] });
      await checkSame(store, { from: 0, limit: 9, keys: ["big", "none"] });
      expect(await readAll(store, { from: 9000, limit: 1 })).toEqual([]);
    });

    test("rows from a line on are left out", async () => {
      const store = await open();
      const rows = Array.from({ length: 4200 }, (_, step): Row => ({ _step: step }));
      await store.append([{ run: 1, stream: "history", source: "s", offset: 0, rows }]);
      await settle(store);
      for (const to of [0, 7, 4096, 4100, 9000]) {
        expect(await readAll(store, { from: 0, to, limit: 5000 })).toEqual(rows.slice(0, to));
      }
    });

    test("of an unknown run there are none, and none after the last", async () => {
      const store = await open();
      const page = { from: 0, limit: 10 };
      expect(await store.columns(9, "history", page)).toEqual({ rows: 0, columns: new Map(), next: null });
      await store.append([{ run: 1, stream: "history", source: "s", offset: 0, rows: [{ a: 1 }, {}] }]);
      expect(await readAll(store, page)).toEqual([{ a: 1 }, {}]);
      await store.truncate(1, "history", 1);
      expect(await readAll(store, page)).toEqual([{ a: 1 }]);
    });

    test("what a page holds is its own: changing it changes nothing", async () => {
      const store = await open();
      await store.append([{ run: 1, stream: "history", source: "s", offset: 0, rows: [{ a: 1 }, { a: 2 }] }]);
      const { columns } = await store.columns(1, "history", { from: 0, limit: 10 });
      columns.get("a")?.numbers.fill(7);
      expect(await readAll(store, { from: 0, limit: 10 })).toEqual([{ a: 1 }, { a: 2 }]);
    });
  });
}
