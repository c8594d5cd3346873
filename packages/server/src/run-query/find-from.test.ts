import { createMemoryRunStore, type RunSearch } from "@stepwell/storage";
import { beforeAll, expect, test } from "vitest";
import { findFrom } from "./find-from.ts";

const RUNS = 2_500;
const { queries, openRun } = createMemoryRunStore();

beforeAll(async () => {
  for (let index = 0; index < RUNS; index++) await openRun("p", `r${(index * 7) % RUNS}`, index % 90);
});

const orders: readonly (readonly [string, RunSearch["sort"]])[] = [
  ["newest first", undefined],
  ["name, which no two share", [{ path: "name", direction: "descending" }]],
  ["time, which many share", [{ path: "createdAt", direction: "ascending" }]],
  ["what no run has", [{ path: "config.none", direction: "descending" }]],
];

test.each(orders)(
  "a page near the start, in the middle or near the end is the same part of the order by %s",
  async (_, sort) => {
    const search = { project: "p", limit: 100, ...(sort === undefined ? {} : { sort }) };
    const all = await queries.find({ ...search, limit: RUNS });
    for (const from of [0, 1, 999, 1_000, 1_001, 1_250, 2_390, 2_400, 2_499]) {
      const page = await findFrom(queries, search, from);
      expect(page).toEqual({
        runs: all.runs.slice(from, from + 100),
        total: RUNS,
        more: from + 100 < RUNS,
      });
    }
    for (const from of [RUNS, Number.MAX_SAFE_INTEGER])
      expect(await findFrom(queries, search, from)).toEqual({ runs: [], total: RUNS, more: false });
  },
);

test("what is passed over is behind the cursor", async () => {
  const search = { project: "p", limit: 50 };
  const all = await queries.find({ ...search, limit: RUNS });
  const after = all.runs[99]?.cursor;
  if (after === undefined) throw new Error("There is no run at this place.");
  const page = await findFrom(queries, { ...search, after }, 1_500);
  expect(page).toEqual({ runs: all.runs.slice(1_600, 1_650), total: RUNS, more: true });
});
