import type { RunDetail } from "@stepwell/protocol";
import { expect, test } from "vitest";
import { runView } from "../runs/run-view-fixture.ts";
import { tileMetrics } from "./tile-metrics.ts";

function detail(summary: RunDetail["run"]["summary"], metrics: Partial<RunDetail["metrics"][number]>[] = []) {
  return {
    run: runView({ summary }),
    keys: Object.keys(summary).map((key) => ({ key, kind: "number", count: 1 })),
    metrics: metrics.map((metric) => ({ name: "", stepMetric: "", hidden: false, summary: [], ...metric })),
  } as unknown as RunDetail;
}

test("defined bests come first, then results before counters, four at most", () => {
  const run = detail(
    { epoch: 3, "train/loss": 0.2, "val/loss": 0.4, "val/acc": { max: 0.9, min: 0.1 }, a: 1, b: 2 },
    [{ name: "val/acc", goal: "maximize" }],
  );
  expect(tileMetrics(run).map(({ key, of, value }) => [key, of, value])).toEqual([
    ["val/acc", "best", 0.9],
    ["val/loss", "last", 0.4],
    ["train/loss", "last", 0.2],
    ["a", "last", 1],
  ]);
});

test("a maximum without a goal is called a maximum; hidden and internal keys and texts are left out", () => {
  const run = detail({ x: { max: 3 }, y: 1, _runtime: 5, text: "a" }, [{ name: "y", hidden: true }]);
  expect(tileMetrics(run)).toEqual([{ key: "x", of: "max", value: 3 }]);
});

test("without results, how long calls take goes before counters and what a class counts", () => {
  const onnx = [
    "class/silence",
    "errors",
    "items",
    "latency_max",
    "latency_p50",
    "latency_p95",
    "throughput",
  ];
  const run = detail({
    ...Object.fromEntries(onnx.map((key) => [key, 1])),
    warm_up_latency_mean: 1,
  });
  expect(tileMetrics(run).map(({ key }) => key)).toEqual([
    "latency_p50",
    "latency_p95",
    "throughput",
    "latency_max",
  ]);
});

test("a metric whose summary was defined as its last value goes before results that were not", () => {
  const run = detail({ "val/loss": 1, drift: 2 }, [{ name: "drift", summary: ["last"] }]);
  expect(tileMetrics(run).map(({ key }) => key)).toEqual(["drift", "val/loss"]);
});
