import { parseJson } from "@stepwell/protocol";
import type { Row } from "@stepwell/runlog";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { KeySummary, MetricStore } from "../metric-store.ts";
import { arbitraryRow } from "./arbitrary-rows.ts";
import { recordedRows } from "./recorded-rows.ts";

type Open = () => Promise<MetricStore>;
type Settle = (store: MetricStore) => Promise<void>;

/** Rows come back as they went in. */
export function rowsConformance(open: Open, settle: Settle): void {
  describe("rows", () => {
    const roundTrip = async (rows: readonly Row[], pieces: number): Promise<void> => {
      const store = await open();
      for (let at = 0; at < rows.length; at += pieces) {
        const chunk = {
          run: 1,
          stream: "history",
          source: "s",
          offset: at,
          rows: rows.slice(at, at + pieces),
        } as const;
        await store.append([chunk]);
      }
      expect((await store.rows(1, "history", { from: 0, limit: 1e6 })).map(({ row }) => row)).toEqual(rows);
      await settle(store);
      const stored = await store.rows(1, "history", { from: 0, limit: 1e6 });
      expect(stored.map(({ row }) => row)).toEqual(rows);
      expect(stored.map(({ line }) => line)).toEqual(rows.map((_, line) => line));
    };

    test("rows of every shape come back as they went in", { timeout: 60_000 }, async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(arbitraryRow, { minLength: 1, maxLength: 12 }),
          fc.integer({ min: 1, max: 5 }),
          roundTrip,
        ),
        { numRuns: 60 },
      );
    });

    test("the rows of every recorded case come back", async () => {
      const store = await open();
      const lines = recordedRows.trim().split("\n");
      const cases = lines.map((line, run) => {
        const [id = ""] = line.split(" ", 1);
        return { id, run, rows: parseJson(line.slice(id.length)) as unknown as readonly Row[] };
      });
      for (const { run, rows } of cases) {
        await store.append([{ run, stream: "history", source: "s", offset: 0, rows }]);
      }
      await settle(store);
      for (const { id, run, rows } of cases) {
        const stored = await store.rows(run, "history", { from: 0, limit: 1e6 });
        expect({ id, rows: stored.map(({ row }) => row) }).toEqual({ id, rows });
      }
    });

    test("paths and literal dots stay apart, and values keep their types", async () => {
      await roundTrip(
        [
          { "a.b": 1, a: { b: 2, "c.d": { e: 3 } }, _step: 0 },
          {
            int: 1,
            big: 9007199254740993n,
            low: -9223372036854775808n,
            half: 0.5,
            yes: true,
            no: false,
            none: null,
          },
          {
            text: "line\nbreak \ud800",
            list: [1, [null, "x"], { _type: "no leaf" }],
            image: { _type: "image-file", size: 3 },
          },
          { "\0": 1, "a\0b": 2, '"': 3, '"q"': 4, "\ud800": 5, "\ud801": 6, "\udfff": { "\0": 7 } },
          {},
          {
            empty: {},
            deep: { empty: {}, list: [] },
            nan: Number.NaN,
            up: Infinity,
            down: -Infinity,
            zero: -0,
          },
          { a: "a scalar where a tree was", int: "text where a number was", yes: 1 },
          JSON.parse('{"__proto__": {"__proto__": 1, "x": 2}}') as Row,
        ],
        3,
      );
    });

    test("very deep and very wide rows come back", async () => {
      let deep: Row = { end: 1 };
      for (let level = 0; level < 200; level++) deep = { inner: deep };
      const wide = Object.fromEntries(Array.from({ length: 3000 }, (_, index) => [`key ${index}`, index]));
      await roundTrip([deep, wide, { ["k".repeat(70_000)]: 1 }], 1);
    });

    test("thousands of rows with columns of every kind come back across seals", async () => {
      const rows = Array.from({ length: 9000 }, (_, step): Row => {
        const row: Record<string, Row[string]> = {
          _step: step,
          _timestamp: 1763788123.25 + step / 8,
          loss: Math.sin(step) / (step + 1),
        };
        if (step % 7 === 0) row["sparse"] = Math.fround(step / 3);
        if (step % 1000 === 3) row["note"] = `at ${step}`;
        if (step > 5000) row["late"] = step % 2 === 0;
        if (step % 50 === 0)
          row["mixed"] = step % 100 === 0 ? 2n ** 60n + BigInt(step) : { _type: "histogram", values: [step] };
        return row;
      });
      await roundTrip(rows, 700);
    });

    test("pages start at a line and end at the limit", async () => {
      const store = await open();
      const rows = Array.from({ length: 20 }, (_, step) => ({ _step: step }));
      await store.append([{ run: 1, stream: "history", source: "s", offset: 0, rows }]);
      const page = await store.rows(1, "history", { from: 7, limit: 3 });
      expect(page.map(({ line }) => line)).toEqual([7, 8, 9]);
      expect(await store.rows(1, "history", { from: 20, limit: 3 })).toEqual([]);
      expect(await store.rows(1, "history", { from: 3, limit: 0 })).toEqual([]);
      expect(await store.rows(1, "events", { from: 0, limit: 3 })).toEqual([]);
      expect(await store.rows(2, "history", { from: 0, limit: 3 })).toEqual([]);
    });

    test("with keys only rows that hold one of them come, cut down to them and the underscore keys", async () => {
      const store = await open();
      const rows = [
        { _step: 0, a: 1, b: 1 },
        { _step: 1, b: 2 },
        { _step: 2, a: { c: 3, d: 4 }, _runtime: 1 },
        { _step: 3, a: null },
      ];
      await store.append([{ run: 1, stream: "history", source: "s", offset: 0, rows }]);
      const expected = [
        { line: 0, row: { _step: 0, a: 1 } },
        { line: 2, row: { _step: 2, a: { c: 3 }, _runtime: 1 } },
        { line: 3, row: { _step: 3, a: null } },
      ];
      const page = { from: 0, limit: 9, keys: ["a", "a.c", "none"] };
      expect(await store.rows(1, "history", page)).toEqual(expected);
      await settle(store);
      expect(await store.rows(1, "history", page)).toEqual(expected);
      expect(await store.rows(1, "history", { ...page, from: 1, limit: 1 })).toEqual(expected.slice(1, 2));
      expect(await store.rows(1, "history", { ...page, keys: ["none"] })).toEqual([]);
    });

    test("keys are counted by kind", async () => {
      const store = await open();
      const rows: Row[] = [
        { n: 1, m: Number.NaN, t: "x", l: [1] },
        { n: 2n ** 60n, m: null, t: true, i: { _type: "image-file" }, constructor: { _type: "toString" } },
        { n: "now text", o: {} },
      ];
      const expected: KeySummary[] = [
        { key: "constructor", numbers: 0, others: { toString: 1 } },
        { key: "i", numbers: 0, others: { "image-file": 1 } },
        { key: "l", numbers: 0, others: { list: 1 } },
        { key: "m", numbers: 1, others: { null: 1 } },
        { key: "n", numbers: 2, others: { text: 1 } },
        { key: "o", numbers: 0, others: { object: 1 } },
        { key: "t", numbers: 0, others: { text: 1, bool: 1 } },
      ];
      await store.append([{ run: 1, stream: "events", source: "s", offset: 0, rows }]);
      const keys = async () => (await store.keys(1, "events")).toSorted((a, b) => (a.key < b.key ? -1 : 1));
      expect(await keys()).toEqual(expected);
      await settle(store);
      expect(await keys()).toEqual(expected);
      expect(await store.keys(1, "history")).toEqual([]);
      await store.truncate(1, "events", 2);
      expect((await keys()).map(({ key }) => key)).toEqual(["constructor", "i", "l", "m", "n", "t"]);
      expect((await keys())[4]).toEqual({ key: "n", numbers: 2, others: {} });
    });
  });
}
