import { expect, it } from "vitest";
import { figure } from "./figure.ts";
import { printTable } from "./print-table.ts";

it("prints each figure with its floor, its bars and what became of them", () => {
  const table = printTable([
    figure({
      bench: "log",
      name: "values",
      value: 1_900_000,
      unit: "1/s",
      better: "higher",
      floor: 3_800_000,
      bar: 1_000_000,
      barRatio: 0.5,
    }),
    figure({ bench: "log", name: "call, p99", value: 61.26, unit: "µs", better: "lower", bar: 50 }),
    figure({ bench: "log", name: "rows", value: 20, unit: "1", better: "higher" }),
  ]);
  expect(table).toBe(
    [
      "bench  figure         value  unit      floor  ratio                         bar",
      "log    values     1,900,000  1/s   3,800,000   0.50  ≥ 1,000,000, ≥ 0.5 × floor  ok",
      "log    call, p99       61.3  µs                                          ≤ 50.0  MISSED",
      "log    rows            20.0  1",
    ].join("\n"),
  );
});
