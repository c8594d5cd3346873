import type { JsonObject, RunRow } from "@stepwell/protocol";
import { describe, expect, it } from "vitest";
import { addCondition } from "../filter/print-filter.ts";
import type { TableColumn } from "../runs-table/table-column.ts";
import { brushedRuns, brushFilter, brushText, type Brushes } from "./brushes.ts";
import { nearestRun, parallelLayout, placeY, type ParallelLines } from "./draw-parallel.ts";
import { plotAxis } from "./plot-axis.ts";
import { readPlot, usualPlotColumns, writePlot } from "./plot-keys.ts";

describe("an axis over runs", () => {
  it("is by magnitude when the largest value is 50 times the least", () => {
    const axis = plotAxis(metric("lr"), runs("summary.lr", [1e-4, 1e-3, 1e-2]));
    expect(axis.kind).toBe("log");
    expect(axis.places[1]).toBeCloseTo(0.5);
    expect(axis.numberAt(axis.places[2] as number)).toBeCloseTo(1e-2);
    expect(plotAxis(metric("loss"), runs("summary.loss", [0.1, 0.2, 4.9])).kind).toBe("linear");
    expect(plotAxis(metric("loss"), runs("summary.loss", [0, 0.2, 500])).kind, "zero has no logarithm").toBe(
      "linear",
    );
  });

  it("has categories in the same distance, and each run always at the same place around them", () => {
    const some = runs("config.opt", ["sgd", "adamw", "sgd", "lion"]);
    const axis = plotAxis(setting("opt"), some);
    expect(axis.values).toEqual(["sgd", "lion", "adamw"]);
    expect(axis.ticks.map(({ at }) => at)).toEqual([1 / 6, 0.5, 5 / 6]);
    expect(axis.places[0]).not.toBe(axis.places[2]);
    expect(Math.abs((axis.places[0] as number) - 1 / 6)).toBeLessThan(1 / 12);
    expect(plotAxis(setting("opt"), some).places).toEqual(axis.places);
  });

  it("has settings of few sizes as categories, smallest at the bottom", () => {
    expect(plotAxis(setting("batch"), runs("config.batch", [64, 16, 16, 32])).values).toEqual([16, 32, 64]);
  });

  it.each([[[Number.NaN, Number.NaN]], [[7, 7]], [[Number.POSITIVE_INFINITY, 1]], [[]], [["a", 1, 2, 3]]])(
    "stands %j",
    (values) => {
      const { places, ticks } = plotAxis(metric("loss"), runs("summary.loss", values));
      for (const place of places) expect(Number.isNaN(place) || (place >= 0 && place <= 1)).toBe(true);
      for (const { at } of ticks) expect(at >= -0.01 && at <= 1.01).toBe(true);
    },
  );
});

describe("brushes", () => {
  const some = [
    { "summary.loss": 0.1, "config.opt": "sgd" },
    { "summary.loss": 0.5, "config.opt": "lion" },
    { "summary.loss": 0.9, "config.opt": "lion" },
    { "config.opt": "sgd" },
  ].map(run);
  const axes = [plotAxis(metric("loss"), some), plotAxis(setting("opt"), some)];

  it("keep runs that are in one of an axis' ranges, on every brushed axis", () => {
    const two: Brushes = new Map([
      [
        "loss",
        [
          [0, 0.2],
          [0.8, 1],
        ],
      ],
    ]);
    expect([...brushedRuns(axes, two, 4)]).toEqual([1, 0, 1, 0]);
    const both: Brushes = new Map([...two, ["config.opt", [[0.7, 0.8]]]]);
    expect([...brushedRuns(axes, both, 4)]).toEqual([0, 0, 1, 0]);
    expect([...brushedRuns(axes, new Map(), 4)]).toEqual([1, 1, 1, 1]);
  });

  it("are written as conditions of the filter", () => {
    const brushes: Brushes = new Map([
      ["loss", [[0.045, 0.5]]],
      ["config.opt", [[0, 0.5]]],
    ]);
    expect(brushFilter("state = finished", axes, brushes)).toBe(
      "state = finished and summary.loss >= 0.0996 and summary.loss <= 0.5 and config.opt = sgd",
    );
    expect(
      brushFilter(
        "",
        axes,
        new Map([
          [
            "loss",
            [
              [0, 0.5],
              [0.9, 1],
            ],
          ],
        ]),
      ),
    ).toMatch(/^\(\(.*\) or \(.*\)\)$/);
    expect(brushText(axes[1] as never, [0, 1])).toBe("opt sgd, lion");
    expect(addCondition("a = 1 or b = 2", "c = 3")).toBe("(a = 1 or b = 2) and c = 3");
  });
});

it("finds the line under the pointer also between axes, and none that a brush put away", () => {
  const some = runs("summary.loss", [0, 1]);
  const axes = [plotAxis(metric("loss"), some), plotAxis(metric("loss"), some)];
  const layout = parallelLayout(400, 200, 2);
  const lines: ParallelLines = {
    axes,
    layout,
    inside: Uint8Array.of(1, 1),
    order: [0, 1],
    colorOf: () => "#000000",
  };
  const y = placeY(layout, axes[0]?.places[1] as number);
  expect(nearestRun(lines, { x: 200, y: y + 3 })).toBe(1);
  expect(nearestRun(lines, { x: 200, y: y + 40 })).toBeUndefined();
  expect(nearestRun({ ...lines, inside: Uint8Array.of(1, 0) }, { x: 200, y })).toBeUndefined();
});

describe("the chart over the table", () => {
  it.each([
    [["off"], { kind: "off" }],
    [["axes", "config.lr", "loss"], { kind: "axes", names: ["config.lr", "loss"] }],
    [["xy", "config.lr", "-", "loss"], { kind: "xy", names: ["config.lr", undefined, "loss"] }],
    [undefined, { kind: "axes", names: undefined }],
  ] as const)("is %j in the address", (items, choice) => {
    expect(readPlot(items)).toEqual(choice);
    expect(writePlot(readPlot(items))).toEqual(items);
  });

  it("has at first the settings that differ, and the metric of its colours last", () => {
    const some = [
      run({ "config.lr": 1, "config.seed": 3, "summary.loss": 1 }),
      run({ "config.lr": 2, "config.seed": 3, "summary.loss": 2 }),
    ];
    const columns = [metric("loss"), setting("lr"), setting("seed"), metric("acc")];
    expect(usualPlotColumns(columns, some, columns[0]).map(({ name }) => name)).toEqual([
      "config.lr",
      "acc",
      "loss",
    ]);
  });
});

function metric(name: string): TableColumn {
  return { name, path: `summary.${name}`, kind: "number", title: name, prefix: "", take: "", isMetric: true };
}

function setting(name: string): TableColumn {
  const path = `config.${name}`;
  return { name: path, path, kind: "number", title: name, prefix: "", take: "", isMetric: false };
}

function runs(path: string, values: readonly (string | number)[]): RunRow[] {
  return values.map((value, at) => run({ [path]: value }, at));
}

function run(columns: JsonObject, at: number): RunRow;
function run(columns: JsonObject): RunRow;
function run(columns: JsonObject, at = 0): RunRow {
  const id = `r${at}`;
  return {
    id,
    project: "p",
    name: id,
    state: "finished",
    color: 0,
    createdAt: 0,
    startedAt: 0,
    updatedAt: 0,
    runtime: 0,
    group: "",
    jobType: "",
    tags: [],
    columns,
  };
}
