import { decode } from "fast-png";
import { describe, expect, test } from "vitest";
import { createTestTarget } from "../testing/create-test-target.ts";
import { Classes } from "./classes.ts";
import { Image } from "./image.ts";
import { MEDIA } from "./media.ts";
import type { PixelMode } from "./pixel-mode.ts";

describe("an image of an image", () => {
  const position = { minX: 0, maxX: 1, minY: 0, maxY: 1 };
  const first = new Image(Uint8Array.of(1, 2, 3, 4), {
    shape: [2, 2],
    caption: "first",
    grouping: 3,
    classes: [{ id: 1, name: "cat" }],
    boxes: { p: { boxes: [{ position, classId: 1 }] } },
    masks: { m: { data: Uint8Array.of(0, 1, 1, 0) } },
  });

  test("has its pixels, caption, grouping and classes, and none of its layers", () => {
    const { target } = createTestTarget();
    const { boxes, masks, ...picture } = first[MEDIA].encode(target);
    expect([typeof boxes, typeof masks]).toEqual(["object", "object"]);
    const copy = new Image(first);
    expect(copy[MEDIA].encode(target)).toEqual(picture);
    expect(copy.classes?.entries).toEqual([{ id: 1, name: "cat" }]);
  });

  test("has what it is given instead", () => {
    const classes = new Classes([{ id: 2, name: "dog" }]);
    const masks = { n: { data: Uint8Array.of(2, 2, 2, 2) } };
    const copy = new Image(first, { caption: "second", grouping: 4, classes, masks });
    expect(copy).toMatchObject({ caption: "second", grouping: 4, classes, masks: { n: {} } });
  });

  test("of a path is read from the path", () => {
    expect(new Image(new Image("a.png"))).toMatchObject({ path: "a.png", encoded: undefined });
  });
});

describe("pixels of another mode are those of W&B's picture library", () => {
  const grey = { data: Uint8Array.of(1, 2, 3, 250), shape: [2, 2] };
  const color = { data: Uint8Array.from({ length: 12 }, (_, at) => at), shape: [2, 2, 3] };
  const alpha = {
    data: Uint8Array.of(10, 20, 30, 0, 200, 100, 50, 128, 10, 20, 30, 0, 200, 100, 50, 128),
    shape: [2, 2, 4],
  };

  test.each<[string, typeof grey, PixelMode, number[]]>([
    ["grey as grey", grey, "L", [1, 2, 3, 250]],
    ["grey as RGB", grey, "RGB", [1, 1, 1, 2, 2, 2, 3, 3, 3, 250, 250, 250]],
    ["grey as RGBA", grey, "RGBA", [1, 1, 1, 255, 2, 2, 2, 255, 3, 3, 3, 255, 250, 250, 250, 255]],
    ["grey as LA", grey, "LA", [1, 255, 2, 255, 3, 255, 250, 255]],
    ["RGB as grey", color, "L", [1, 4, 7, 10]],
    ["RGB as LA", color, "LA", [1, 255, 4, 255, 7, 255, 10, 255]],
    ["RGBA as grey", alpha, "L", [18, 124, 18, 124]],
    ["RGBA as LA", alpha, "LA", [18, 0, 124, 128, 18, 0, 124, 128]],
    ["RGBA as RGB", alpha, "RGB", [10, 20, 30, 200, 100, 50, 10, 20, 30, 200, 100, 50]],
  ])("%s", (_, { data, shape }, mode, expected) => {
    const image = new Image(data, { shape, mode });
    const found = decode(image.encoded?.bytes as Uint8Array);
    expect([...found.data]).toEqual(expected);
    expect(found.channels).toBe({ L: 1, LA: 2, RGB: 3, RGBA: 4 }[mode]);
  });
});
