import fc from "fast-check";
import { expect, test } from "vitest";
import { box3d } from "./box3d.ts";
import type { Triple } from "./box3d.ts";

const color: Triple = [255, 0, 0];

test("corners come in the order of their signs", () => {
  expect(box3d({ center: [0, 0, 0], size: [2, 4, 6], color }).corners).toEqual([
    [-1, -2, -3],
    [-1, -2, 3],
    [-1, 2, -3],
    [-1, 2, 3],
    [1, -2, -3],
    [1, -2, 3],
    [1, 2, -3],
    [1, 2, 3],
  ]);
});

test("a turned box is the one that the official client makes", () => {
  const { corners } = box3d({ center: [1, 2, 3], size: [2, 4, 6], orientation: [1, 2, 3, 4], color });
  const expected = [
    [-0.8, 0, 0.4],
    [3.6, 4, 1.2],
    [-0.2666666666666666, -1.3333333333333326, 4.133333333333333],
    [4.133333333333333, 2.6666666666666674, 4.933333333333334],
  ];
  for (const [index, corner] of expected.entries()) {
    for (const [axis, value] of corner.entries()) expect(corners[index]?.[axis]).toBeCloseTo(value, 12);
  }
});

test("a turn keeps the size", () => {
  const part = fc.double({ min: -1, max: 1, noNaN: true });
  fc.assert(
    fc.property(fc.tuple(part, part, part, part), ([r, i, j, k]) => {
      fc.pre(Math.hypot(r, i, j, k) > 0.01);
      const { corners } = box3d({ center: [5, 6, 7], size: [2, 4, 6], orientation: [r, i, j, k], color });
      const diagonal = Math.hypot(...[0, 1, 2].map((axis) => corners[7]![axis]! - corners[0]![axis]!));
      expect(diagonal).toBeCloseTo(Math.hypot(2, 4, 6), 9);
    }),
  );
});

test("what is no number and no turn is refused", () => {
  expect(() => box3d({ center: [0, 0, NaN], size: [1, 1, 1], color })).toThrow('its center is "0, 0, NaN"');
  expect(() => box3d({ center: [0, 0, 0], size: [1, 1, 1], color, orientation: [0, 0, 0, 0] })).toThrow(
    "which is no turn",
  );
});
