import type { Client } from "@stepwell/client";
import { expect, test } from "vitest";
import { listedRun } from "../runs/run-list-fixture.ts";
import { chooseText, readPlaces } from "./read-places.ts";

type Table = Pick<Client, "runTable">;

/** A table of so many runs, and what was asked of it. */
function tableOf(total: number): { readonly client: Table; readonly asked: (number | undefined)[] } {
  const asked: (number | undefined)[] = [];
  const client: Table = {
    async runTable(_, { from, after, pageSize = 200 } = {}) {
      const start = after === undefined ? (from ?? 0) : Number(after);
      asked.push(start, pageSize);
      const end = Math.min(total, start + pageSize);
      const runs = Array.from({ length: end - start }, (_unused, at) => listedRun(start + at));
      return { runs, total, next: end === total ? null : String(end) };
    },
  };
  return { client, asked };
}

const ask = (client: Table, first: number, last: number) =>
  readPlaces(client, "p", { filter: undefined, sort: [], first, last });

test("the runs of a group are read from its first place to its last, page by page", async () => {
  const { client, asked } = tableOf(5_000);
  const rows = await ask(client, 300, 1_799);
  expect([rows.length, rows[0]?.id, rows.at(-1)?.id]).toEqual([1_500, "r300", "r1799"]);
  expect(asked).toEqual([300, 1_000, 1_300, 500]);
});

test("no more than ten thousand are read, and no more than there are", async () => {
  expect(await ask(tableOf(30_000).client, 0, 29_999)).toHaveLength(10_000);
  expect(await ask(tableOf(40).client, 10, 99)).toHaveLength(30);
});

test("a box says how many runs it chooses", () => {
  expect(chooseText(296)).toBe("Select all 296 runs");
  expect(chooseText(30_000)).toBe("Select the first 10,000 of 30,000 runs");
});
