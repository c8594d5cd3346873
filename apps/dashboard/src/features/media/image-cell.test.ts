import { expect, test } from "vitest";
import { imageItems } from "./image-cell.ts";

test("one image and a list of images give their paths and captions", () => {
  expect(imageItems({ _type: "image-file", path: "media/a.png", caption: "a", width: 3, height: 2 })).toEqual(
    [{ path: "media/a.png", caption: "a", width: 3, height: 2, masks: [], boxes: [] }],
  );
  expect(
    imageItems({
      _type: "images/separated",
      filenames: ["x.png", "y.png"],
      captions: ["one"],
      width: 28,
      height: 28,
    }).map(({ path, caption }) => [path, caption]),
  ).toEqual([
    ["x.png", "one"],
    ["y.png", ""],
  ]);
});

test.each([
  null,
  3,
  "x",
  [],
  {},
  { _type: "image-file" },
  { _type: "images/separated", filenames: "no" },
  { _type: "images/separated", filenames: [1, null] },
])("the value %j has no image", (value) => {
  expect(imageItems(value as never)).toEqual([]);
});

test("sizes that make no sense are left out", () => {
  expect(imageItems({ _type: "image-file", path: "a", width: -1, height: 1e9 })[0]).toMatchObject({
    width: undefined,
    height: undefined,
  });
});

test("every image of a list has its own masks and boxes", () => {
  const items = imageItems({
    _type: "images/separated",
    filenames: ["a.png", "b.png"],
    all_masks: [{ truth: { path: "m.png" }, broken: 3 }, null],
    all_boxes: [null, { guess: { path: "b.json" } }],
  });
  expect(items.map(({ masks, boxes }) => [masks, boxes])).toEqual([
    [[{ name: "truth", path: "m.png" }], []],
    [[], [{ name: "guess", path: "b.json" }]],
  ]);
});

test("no image of a long list is left out", () => {
  const filenames = Array.from({ length: 1_000 }, (_, at) => `${at}.png`);
  expect(imageItems({ _type: "images/separated", filenames })).toHaveLength(1_000);
});
