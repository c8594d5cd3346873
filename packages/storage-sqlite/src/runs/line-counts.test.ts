import { expect, test } from "vitest";
import { loadDriver } from "../database/driver.ts";
import { STEPS } from "../database/schema.ts";
import { createLineCounts } from "./line-counts.ts";

async function opened() {
  const database = new (await loadDriver())(":memory:");
  for (const step of STEPS) database.exec(step);
  const insert = database.prepare(
    "INSERT OR REPLACE INTO console (source, number, stream, text) VALUES (?, ?, 'stdout', 'x')",
  );
  return {
    database,
    count: createLineCounts(database),
    write: (source: number, ...numbers: readonly number[]) => {
      for (const number of numbers) insert.run(source, number);
    },
  };
}

test("lines are counted, and counted on when more come or are written over", async () => {
  const { count, write } = await opened();
  expect(count(1, "a")).toEqual({ lines: 0, first: 0, last: -1 });
  write(1, 0, 1, 2);
  expect(count(1, "a")).toEqual({ lines: 3, first: 0, last: 2 });
  write(1, 2, 3, 4);
  expect(count(1, "a")).toEqual({ lines: 5, first: 0, last: 4 });
  expect(count(2, "b").lines).toBe(0);
});

test("lines that come late into a gap, or before all others, are counted", async () => {
  const { count, write } = await opened();
  write(1, 5, 6, 9, 10);
  expect(count(1, "a")).toEqual({ lines: 4, first: 5, last: 6 });
  write(1, 7);
  expect(count(1, "a")).toEqual({ lines: 5, first: 5, last: 7 });
  write(1, 8, 2);
  expect(count(1, "a")).toEqual({ lines: 7, first: 2, last: 2 });
});

test("a source that got the number of one that is gone is counted anew", async () => {
  const { database, count, write } = await opened();
  write(1, 0, 1, 2);
  expect(count(1, "a").lines).toBe(3);
  database.exec("DELETE FROM console");
  write(1, 0, 2, 3, 4);
  expect(count(1, "b")).toEqual({ lines: 4, first: 0, last: 0 });
  database.exec("DELETE FROM console");
  expect(count(1, "b").lines).toBe(0);
});
