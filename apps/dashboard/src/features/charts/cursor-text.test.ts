import { afterEach, expect, test } from "vitest";
import { noSmoothing } from "../../lib/smoothing.ts";
import { buildPicture, type ChartModel } from "./build-picture.ts";
import { valueScale, xScale } from "./chart-axes.ts";
import { cursorText } from "./cursor-text.ts";
import { tooltip } from "./hover.ts";
import { chartLine } from "./line-fixture.ts";

const model: ChartModel = {
  lines: [chartLine([0.125, 1 / 3], { label: "low" }), chartLine([2, 4], { label: "high" })],
  xScale: xScale("_step", "step"),
  yScale: valueScale,
  zoom: undefined,
  yZoom: undefined,
  smoothing: noSmoothing,
  smoothingChosen: true,
  clip: true,
  kind: "linear",
  area: false,
  endLabels: false,
  pinned: undefined,
};
const surfaceAt = (x: number | undefined) => ({
  lastX: () => x,
  picture: () => ({ picture: buildPicture(model, 600), model }),
});

afterEach(() => tooltip.set(undefined));

test("values are copied where a chart was pointed at last, in full and from the largest", () => {
  expect(cursorText(surfaceAt(1))).toBe("step\t1\nhigh\t4\nlow\t0.3333333333333333");
  expect(cursorText(surfaceAt(undefined))).toBeUndefined();
  expect(cursorText(undefined)).toBeUndefined();
});

test("while something is pointed at, what the tooltip says is copied", () => {
  tooltip.set({
    xName: "epoch",
    x: "3",
    smoothed: true,
    band: "",
    rows: [{ id: "a", label: "a", color: "", dashed: false, value: 0.5, raw: 0.75, focused: false }],
    format: String,
    above: 0,
    below: 0,
    clientX: 0,
    clientY: 0,
  });
  expect(cursorText(surfaceAt(1))).toBe("epoch\t3\na\t0.5\t0.75");
});
