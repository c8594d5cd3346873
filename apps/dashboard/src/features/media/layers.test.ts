import { expect, test } from "vitest";
import { boxLayer, boxScore } from "./box-layer.ts";
import { classSet } from "./class-set.ts";
import { pngShape } from "./read-mask.ts";
import { paintMask } from "./paint-mask.ts";

test("boxes are read by their corners and by their middle, in pixels and in parts", () => {
  const { boxes, labels } = boxLayer(
    JSON.stringify({
      box_data: [
        { position: { minX: 1, maxX: 5, minY: 2, maxY: 4 }, domain: "pixel", class_id: 2, box_caption: "a" },
        { position: { middle: [0.5, 0.5], width: 0.2, height: 0.4 }, scores: { p: 0.25, q: 0.75 } },
      ],
      class_labels: { "2": "vessel", "3": 4 },
    }),
  );
  expect(boxes[0]).toMatchObject({ left: 1, top: 2, width: 4, height: 2, isPixels: true, classId: 2 });
  expect(boxes[1]).toMatchObject({ left: 0.4, top: 0.3, width: 0.2, height: 0.4, isPixels: false });
  expect(boxes.map(boxScore)).toEqual([1, 0.75]);
  expect(labels).toEqual({ "2": "vessel" });
});

test.each(["[]", "3", "{}", '{"box_data":[null,{},{"position":{"minX":"a"}},{"position":{"middle":[1]}}]}'])(
  "%s has no box",
  (file) => {
    expect(boxLayer(file).boxes).toEqual([]);
  },
);

test("classes stand in the order of their numbers, and keep the names that were given", () => {
  const classes = classSet({ truth: { "2": "vessel", "0": "sky", x: "no" } }, [1, 2]);
  expect(classes.map(({ id, name, slot }) => [id, name, slot])).toEqual([
    [0, "sky", 0],
    [1, "class_1", 1],
    [2, "vessel", 2],
  ]);
});

test("a mask is painted in the colours of its classes, full at their edges, and hidden ones not at all", () => {
  const mask = { width: 3, height: 3, ids: Uint8Array.from([1, 1, 1, 1, 1, 1, 1, 1, 2]) };
  const pixels = paintMask(mask, new Map([[1, [10, 20, 30]]]), 0.5);
  expect([...pixels.slice(0, 4)]).toEqual([10, 20, 30, 128]);
  expect(pixels[4 * 4 + 3]).toBe(128);
  expect(pixels[5 * 4 + 3]).toBe(255);
  expect(pixels[8 * 4 + 3]).toBe(0);
});

test("a PNG says its size before it is unpacked", () => {
  const header = Uint8Array.of(
    0x89,
    0x50,
    0x4e,
    0x47,
    13,
    10,
    26,
    10,
    0,
    0,
    0,
    13,
    73,
    72,
    68,
    82,
    0,
    0,
    0xea,
    0x60,
    0,
    0,
    0,
    2,
  );
  expect(pngShape(header)).toEqual({ width: 60_000, height: 2 });
  expect(pngShape(header.slice(0, 23))).toBe(undefined);
  expect(pngShape(new Uint8Array(64))).toBe(undefined);
});
