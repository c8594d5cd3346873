import { expect, test } from "vitest";
import { operatorTable } from "./operator-table.ts";
import { operatorTimes } from "./operator-times.ts";

const kernel = (op_name: string, ts: number, dur: number, more: object = {}): object => ({
  cat: "Node",
  name: `${op_name}_0_kernel_time`,
  tid: 1,
  ts,
  dur,
  args: { op_name, provider: "CPUExecutionProvider" },
  ...more,
});

test("operators are summed up, each without those inside it, the longest first", () => {
  const events = [
    kernel("Conv", 10, 30),
    kernel("If", 5, 100),
    kernel("Conv", 50, 20),
    kernel("Add", 200, 8),
    kernel("Conv", 6, 90, { tid: 2 }),
  ];
  expect(operatorTimes(JSON.stringify(events))).toEqual([
    { operator: "Conv", provider: "CPUExecutionProvider", calls: 3, self: 140, longest: 90 },
    { operator: "If", provider: "CPUExecutionProvider", calls: 1, self: 50, longest: 100 },
    { operator: "Add", provider: "CPUExecutionProvider", calls: 1, self: 8, longest: 8 },
  ]);
});

test("other events, and what is none, are passed over", () => {
  const events = [
    null,
    5,
    { cat: "Session", name: "model_run", ts: 1, dur: 5 },
    { cat: "Node" },
    kernel("Conv", 1, 1, { name: "Conv_fence_before" }),
    kernel("Conv", 1, 1, { args: null }),
    kernel("Conv", 1, 1, { dur: "x" }),
  ];
  expect(operatorTimes(JSON.stringify(events))).toEqual([]);
});

test("the table has milliseconds, microseconds and shares", () => {
  const table = operatorTable(
    operatorTimes(JSON.stringify([kernel("Conv", 0, 3000), kernel("Add", 5000, 1000)])),
  );
  expect([...table]).toEqual([
    ["Conv", "CPUExecutionProvider", 1, 3, 3000, 3000, 0.75],
    ["Add", "CPUExecutionProvider", 1, 1, 1000, 1000, 0.25],
  ]);
});
