import { decode } from "fast-png";
import { parseJson } from "@stepwell/protocol";
import { createMemoryFileSystem } from "@stepwell/effects/testing";
import { describe, expect, test } from "vitest";
import { UsageError } from "../core-error.ts";
import { createTestTarget } from "../testing/create-test-target.ts";
import { Classes } from "./classes.ts";
import { Image } from "./image.ts";
import type { ImageOptions } from "./image.ts";
import { MEDIA } from "./media.ts";

const pixels = Uint8Array.of(1, 2, 3, 4);
const image = (options: ImageOptions): Image => new Image(pixels, { shape: [2, 2], ...options });

test("boxes become a file in W&B's words, and their labels go into the config", () => {
  const { target, files, textOf } = createTestTarget();
  const position = { minX: 0, maxX: 1, minY: 0, maxY: 0.5 };
  const json = image({
    boxes: {
      p: {
        boxes: [{ position, domain: "pixel", classId: 2, caption: "c", scores: { acc: 0.5 } }],
        classLabels: { 2: "cat" },
      },
      q: { boxes: [{ position, classId: 7 }] },
    },
  })[MEDIA].encode(target);
  const layers = json["boxes"] as Record<string, { path: string }>;
  expect(parseJson(textOf(layers["p"]?.path))).toEqual({
    box_data: [{ position, domain: "pixel", class_id: 2, box_caption: "c", scores: { acc: 0.5 } }],
    class_labels: { 2: "cat" },
  });
  const name = (layer: string) => `k_wandb_delimeter_${layer}`;
  const type = "bounding_box/class_labels";
  expect(files.take()).toMatchObject([
    { type: "files", files: [{}, {}, {}] },
    {
      type: "config",
      update: [
        { path: ["_wandb", type, name("p")], value: { type, key: name("p"), value: { 2: "cat" } } },
        { path: ["_wandb", type, name("q")], value: { value: { 7: "class_7" } } },
      ],
    },
  ]);
});

test("labels that are there already are not written again", () => {
  const { target, files } = createTestTarget();
  const logged = image({ masks: { m: { data: Uint8Array.of(0, 0, 1, 5) } } });
  logged[MEDIA].encode(target);
  expect(files.take()).toMatchObject([
    {},
    { update: [{ value: { value: { 0: "class_0", 1: "class_1", 5: "class_5" } } }] },
  ]);
  logged[MEDIA].encode(target);
  expect(files.take()).toEqual([]);
});

test("a mask is a grey png of its numbers; a path is copied", () => {
  const fileSystem = createMemoryFileSystem();
  fileSystem.makeFolderSync("/home/ada");
  fileSystem.writeFileSync("/home/ada/m.png", Uint8Array.of(9));
  const { target } = createTestTarget({ fileSystem });
  const json = image({ masks: { a: { data: Int32Array.of(0, 1, 2, 255) }, b: { path: "m.png" } } })[
    MEDIA
  ].encode(target);
  const masks = json["masks"] as Record<string, { path: string }>;
  const read = (name: string) => fileSystem.readFileSync(`/run/files/${masks[name]?.path ?? ""}`);
  expect(masks["a"]?.path).toMatch(/^media\/images\/mask\/k_3_[0-9a-f]{20}\.mask\.png$/);
  expect([...decode(read("a")).data]).toEqual([0, 1, 2, 255]);
  expect([...read("b")]).toEqual([9]);
  // A file of the user's keeps its own ending, as at W&B.
  expect(masks["b"]?.path).toMatch(/^media\/images\/mask\/k_3_[0-9a-f]{20}\.png$/);
});

test("in an artifact the boxes stand in the image's own JSON, and masks are files", () => {
  const inside = createTestTarget().target.forArtifact();
  const boxes = { p: { boxes: [{ position: { minX: 0, maxX: 1, minY: 0, maxY: 1 }, classId: 1 }] } };
  const json = image({ boxes, masks: { m: { data: Uint8Array.of(0, 1, 1, 0) } } })[MEDIA].encode(inside);
  expect(json).toMatchObject({
    boxes: { p: [{ position: { minX: 0, maxX: 1, minY: 0, maxY: 1 }, class_id: 1 }] },
    masks: {
      m: { _type: "mask", path: expect.stringMatching(/^media\/images\/mask\/.*\.mask\.png$/) as string },
    },
    classes: { type: "classes-file" },
  });
  expect(inside.files.map(({ path }) => path.split("/")[1])).toEqual(["images", "images", "classes"]);
});

describe("refuses layers that make no sense", () => {
  const position = { minX: 0, maxX: 1, minY: 0, maxY: 1 };
  test.each<[string, ImageOptions]>([
    ['the layer "p" has "undefined" as boxes', { boxes: { p: {} as never } }],
    [
      'box "0" of the layer "p" has the position "undefined"',
      { boxes: { p: { boxes: [{ classId: 1 } as never] } } },
    ],
    ['box "0" of the layer "p" has no class', { boxes: { p: { boxes: [{ position }] } } }],
    ['has the class "1.5"', { boxes: { p: { boxes: [{ position, classId: 1.5 }] } } }],
    [
      'has the score "s", which is no number',
      { boxes: { p: { boxes: [{ position, classId: 1, scores: { s: "1" as never } }] } } },
    ],
    ['"x" is no class number', { boxes: { p: { boxes: [], classLabels: { x: "y" } as never } } }],
    ['the mask "m": its data holds "256"', { masks: { m: { data: Int32Array.of(0, 1, 2, 256) } } }],
    ['the mask "m": its data holds "0.5"', { masks: { m: { data: Float32Array.of(0, 1, 2, 0.5) } } }],
    ['shape "2 × 2" does not describe "3" numbers', { masks: { m: { data: new Uint8Array(3) } } }],
    ['the mask "m": its data is "undefined". Give { data', { masks: { m: {} as never } }],
  ])("%s", (sentence, options) => {
    expect(() => image(options)).toThrow(UsageError);
    expect(() => image(options)).toThrow(sentence);
  });

  test("classes without a number or a name", () => {
    expect(() => new Classes([{ id: 0.5, name: "x" }])).toThrow('entry "0" has the id "0.5"');
  });
});
