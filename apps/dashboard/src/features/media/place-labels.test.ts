import { expect, it } from "vitest";
import { labelHeight, placeLabels, type LabelledBox } from "./place-labels.ts";

const picture = { width: 200, height: 100 };
const box = (left: number, top: number, rest: Partial<LabelledBox> = {}): LabelledBox => ({
  left,
  top,
  width: 40,
  height: 40,
  labelWidth: 60,
  score: 0.5,
  ...rest,
});

it("a label stands above its box, and in it where the picture ends", () => {
  expect(placeLabels([box(10, 30), box(100, 5)], picture)).toEqual([
    { left: 10, top: 30 - labelHeight },
    { left: 100, top: 5 },
  ]);
});

it("a label at the right edge is moved into the picture", () => {
  expect(placeLabels([box(170, 30, { width: 30 })], picture)[0]?.left).toBe(140);
});

it("labels of boxes in one place do not overlap, and the better one has the first choice", () => {
  const places = placeLabels([box(10, 30), box(12, 31, { score: 0.9 })], picture);
  expect(places[1]).toEqual({ left: 12, top: 31 - labelHeight });
  expect(Math.abs((places[0]?.top ?? 0) - (places[1]?.top ?? 0))).toBeGreaterThanOrEqual(labelHeight);
});

it("labels without room are left out: too many in one place, wider than the picture, in a picture of a few pixels", () => {
  const many = placeLabels(
    Array.from({ length: 50 }, () => box(10, 30)),
    picture,
  );
  const shown = many.filter((place) => place !== undefined);
  expect(shown.length).toBeGreaterThan(1);
  expect(shown.length).toBeLessThan(6);
  expect(placeLabels([box(0, 30, { labelWidth: 201 })], picture)).toEqual([undefined]);
  expect(placeLabels([box(0, 0)], { width: 80, height: 10 })).toEqual([undefined]);
  expect(placeLabels([box(0, 30, { labelWidth: 0 })], picture)).toEqual([undefined]);
});

it("a box that lies far outside gets no label outside of the picture", () => {
  expect(placeLabels([box(-500, -500), box(10, 1e9)], picture)).toEqual([undefined, undefined]);
});
