import { imageSize } from "image-size";
import { expect, test } from "vitest";
import { arrangeFrames } from "./video-frames.ts";
import type { VideoLayout } from "./video-frames.ts";
import { Video } from "./video.ts";

function arrange(data: number[], shape: number[], layout?: VideoLayout) {
  const { data: bytes, ...facts } = arrangeFrames(
    { data: Uint8Array.from(data), shape, boolean: false, name: "" },
    { layout, fps: 4 },
  );
  return { ...facts, data: [...bytes] };
}

test("frames become a gif of their size, with as many pictures", () => {
  const video = new Video(
    Uint8Array.from({ length: 3 * 3 * 8 * 6 }, (_, at) => at * 7),
    { shape: [3, 3, 8, 6] },
  );
  const bytes = "bytes" in video.source ? video.source.bytes : new Uint8Array();
  expect(imageSize(bytes)).toMatchObject({ type: "gif", width: 6, height: 8 });
  expect([video.format, video.width, video.height]).toEqual(["gif", 6, 8]);
  // One graphic control extension for each picture: 0x21 0xF9 0x04, a delay of 25 hundredths.
  const controls = Buffer.from(bytes)
    .toString("hex")
    .match(/21f904..1900/g);
  expect(controls).toHaveLength(3);
});

test("channels may come first or last", () => {
  const expected = { data: [1, 2, 3, 4, 5, 6], count: 1, width: 2, height: 1, channels: 3, fps: 4 };
  expect(arrange([1, 4, 2, 5, 3, 6], [1, 3, 1, 2])).toEqual(expected);
  expect(arrange([1, 2, 3, 4, 5, 6], [1, 1, 2, 3], "thwc")).toEqual(expected);
  // Two rows can't be channels, three values at the end can.
  expect(arrange([1, 2, 3, 4, 5, 6], [1, 2, 1, 3])).toMatchObject({ width: 1, height: 2, channels: 3 });
});

test("a batch is a grid, filled up with black", () => {
  const batch = arrange([1, 2, 3], [3, 1, 1, 1, 1]);
  expect(batch).toMatchObject({ data: [1, 2, 3, 0], width: 2, height: 2 });
  expect(arrange([1, 2], [2, 1, 1, 1, 1])).toMatchObject({ data: [1, 2], width: 2, height: 1 });
});

test.each<[string, () => unknown]>([
  ['shape "2 × 2" does not describe "4" numbers', () => new Video(new Uint8Array(4), { shape: [2, 2] })],
  ['has "2" channels', () => new Video(new Uint8Array(8), { shape: [1, 2, 2, 2] })],
  ['"0" frames a second', () => new Video(new Uint8Array(1), { shape: [1, 1, 1, 1], fps: 0 })],
  [
    'frames can\'t be encoded as "mp4" here',
    () => new Video(new Uint8Array(1), { shape: [1, 1, 1, 1], format: "mp4" }),
  ],
])("refuses: %s", (sentence, make) => {
  expect(make).toThrow(sentence);
});
