import { expect, test } from "vitest";
import { createYTransform } from "../../lib/y-transform.ts";
import { drawStep } from "./draw-step.ts";
import { createScale } from "./scale.ts";
import { createSvgPen } from "./svg-pen.ts";

const scale = createScale({
  left: 10,
  top: 0,
  width: 300,
  height: 100,
  ratio: 1,
  xMin: 0,
  xMax: 3_000,
  yMin: 0,
  yMax: 1,
  y: createYTransform("linear"),
});
const theme = { color: (name: string) => name, font: "Arial" };

function drawn(x: number): string {
  const pen = createSvgPen((text) => text.length * 6);
  drawStep(pen.context, { x, name: `step ${x}`, scale, theme });
  return pen.svg(310, 100, "white");
}

test("the shared step is a vertical with its name at the side where there is room", () => {
  expect(drawn(1_000)).toContain("M110.5 0L110.5 100");
  expect(drawn(1_000)).toMatch(/<text x="114.5"[^>]*>step 1000</);
  expect(drawn(2_900)).toMatch(/<text x="242.5"[^>]*>step 2900</);
});

test("a step that is off the axis is not drawn", () => {
  expect(drawn(3_100)).not.toContain("step");
  expect(drawn(-100)).not.toContain("step");
});
