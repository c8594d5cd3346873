import { expect, test } from "vitest";
import type { JsonObject } from "@stepwell/protocol";
import { createTestTarget } from "../testing/create-test-target.ts";
import { Audio } from "./audio.ts";
import { Html } from "./html.ts";
import { Image } from "./image.ts";
import { MEDIA } from "./media.ts";
import type { Media } from "./media.ts";
import { Molecule } from "./molecule.ts";
import { Object3D } from "./object-3d.ts";
import { Plotly } from "./plotly.ts";
import { Video } from "./video.ts";

function group(list: readonly Media[]): JsonObject | undefined {
  const { target } = createTestTarget();
  return list[0]?.[MEDIA].group?.(
    list.map((media) => media[MEDIA].encode(target)),
    list,
  );
}

const pixels = Uint8Array.of(1, 2, 3, 4);
const image = (options: object = {}): Image => new Image(pixels, { shape: [2, 2], ...options });
const sound = (caption?: string): Audio =>
  new Audio([0, 0, 0, 0], { sampleRate: 8, ...(caption === undefined ? {} : { caption }) });
const clip = (caption?: string): Video =>
  new Video(Uint8Array.of(1), { format: "mp4", ...(caption === undefined ? {} : { caption }) });

test("layers of a list stand beside the names of its files", () => {
  const boxes = { p: { boxes: [{ position: { middle: [0.5, 0.5], width: 0.1, height: 0.2 }, classId: 1 }] } };
  const found = group([
    image({ boxes }),
    image(),
    image({ masks: { m: { data: pixels } }, caption: "lost" }),
  ]);
  expect(found).toMatchObject({
    _type: "images/separated",
    count: 3,
    all_boxes: [{ p: { _type: "boxes2D" } }, null, null],
    all_masks: [null, null, { m: { _type: "mask" } }],
  });
  expect(found).not.toHaveProperty("captions");
});

test("videos and molecules say that they have no captions", () => {
  expect(group([clip(), clip("b")])).toMatchObject({ _type: "videos", count: 2, captions: false });
  expect(group([clip("a"), clip()])).toMatchObject({ captions: ["a", null] });
  const molecule = new Molecule("x", { fileType: "pdb" });
  expect(group([molecule])).toMatchObject({
    _type: "molecule",
    filenames: [expect.stringMatching(/^media\/molecule\/k_3_[0-9a-f]{20}\.pdb$/)],
    count: 1,
    captions: false,
  });
});

test("one caption is enough for sounds", () => {
  expect(group([sound(), sound("b")])).toMatchObject({
    _type: "audio",
    sampleRates: [8, 8],
    durations: [0.5, 0.5],
    captions: ["", "b"],
  });
  expect(group([sound(), sound()])).not.toHaveProperty("captions");
});

test("sounds from files have the rate that they were given, and no duration", () => {
  const bytes = Uint8Array.of(1);
  expect(
    group([new Audio(bytes, { format: "mp3", sampleRate: 8 }), new Audio(bytes, { format: "mp3" })]),
  ).toMatchObject({
    sampleRates: [8, null],
    durations: [null, null],
  });
});

test("html and 3D objects in a list", () => {
  expect(group([new Html("a"), new Html("b")])).toMatchObject({
    _type: "html",
    count: 2,
    html: [{ _type: "html-file" }, { _type: "html-file" }],
  });
  expect(group([new Object3D([[0, 0, 0]], { caption: "q" })])).toMatchObject({
    _type: "object3D",
    filenames: [expect.stringMatching(/^k_3_[0-9a-f]{20}\.pts\.json$/)],
    objects: [{ _type: "object3D-file", caption: "q" }],
  });
});

test("figures have no groups", () => {
  expect(group([new Plotly({ data: [] })])).toBeUndefined();
});
