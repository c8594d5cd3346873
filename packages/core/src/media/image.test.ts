import { createMemoryFileSystem } from "@stepwell/effects/testing";
import { decode } from "fast-png";
import { decode as decodeBmp } from "fast-bmp";
import { decode as decodeJpeg } from "jpeg-js";
import { describe, expect, test } from "vitest";
import { recognizeImage } from "./encoded-image.ts";
import type { EncodedImage } from "./encoded-image.ts";
import { Image } from "./image.ts";
import type { ImageSource } from "./image.ts";
import { MEDIA } from "./media.ts";
import { createMediaFiles } from "./media-files.ts";
import { createTestTarget } from "../testing/create-test-target.ts";
import { writeMediaFile } from "./write-media-file.ts";

function pixelsOf(image: Image): { width: number; height: number; channels: number; data: number[] } {
  const { width, height, channels, data } = decode(image.encoded?.bytes as Uint8Array);
  return { width, height, channels, data: [...data] };
}

test("integer pixels are stored as they are", () => {
  const image = new Image(Uint8Array.of(0, 1, 2, 3, 4, 5), { shape: [1, 2, 3] });
  // The axis of length one is dropped, as W&B does, so this is a grey picture.
  expect(pixelsOf(image)).toEqual({ width: 3, height: 2, channels: 1, data: [0, 1, 2, 3, 4, 5] });
});

test("colour, alpha and a canvas's ImageData", () => {
  const rgb = new Image(
    Uint8Array.from({ length: 12 }, (_, at) => at),
    { shape: [2, 2, 3] },
  );
  expect(pixelsOf(rgb)).toMatchObject({ width: 2, height: 2, channels: 3 });
  const rgba = new Image({ data: new Uint8ClampedArray(8).fill(9), width: 2, height: 1 });
  expect(pixelsOf(rgba)).toEqual({ width: 2, height: 1, channels: 4, data: [9, 9, 9, 9, 9, 9, 9, 9] });
});

test.each<[string, number[], number[]]>([
  ["from 0 to 1 are scaled", [0, 0.5, 1, 0.999], [0, 127, 255, 254]],
  ["from -1 to 1 are scaled", [-1, 0, 1, 0.5], [0, 127, 255, 191]],
  ["beyond that are clipped", [-5, 100.7, 300, NaN], [0, 100, 255, 0]],
])("floating point pixels %s", (_, values, expected) => {
  expect(pixelsOf(new Image(Float32Array.from(values), { shape: [2, 2] })).data).toEqual(expected);
});

describe("file types", () => {
  const colors = Uint8Array.of(255, 0, 0, 0, 255, 0, 0, 0, 255, 90, 90, 90);

  test.each(["jpg", "jpeg"] as const)("a %s shows nearly the same colours", (fileType) => {
    const big = new Uint8Array(16 * 16 * 3).fill(200);
    const { bytes, format } = new Image(big, { shape: [16, 16, 3], fileType }).encoded as EncodedImage;
    expect(format).toBe(fileType);
    const { width, height, data } = decodeJpeg(bytes, { useTArray: true });
    expect([width, height]).toEqual([16, 16]);
    expect([...data].every((value, at) => Math.abs(value - (at % 4 === 3 ? 255 : 200)) <= 3)).toBe(true);
  });

  test("a grey jpg is grey, and alpha is left out", () => {
    const grey = new Image(new Uint8Array(64).fill(50), { shape: [8, 8], fileType: "jpg" });
    const [red = 0, green = 0, blue = 0, alpha] = decodeJpeg(grey.encoded?.bytes as Uint8Array, {
      useTArray: true,
    }).data;
    expect([red, green, blue].every((value) => Math.abs(value - 50) <= 2)).toBe(true);
    expect(alpha).toBe(255);
    const transparent = new Image(new Uint8Array(256).fill(0), { shape: [8, 8, 4], fileType: "jpg" });
    expect(decodeJpeg(transparent.encoded?.bytes as Uint8Array, { useTArray: true }).data[3]).toBe(255);
  });

  test.each<[string, number[], Uint8Array]>([
    ["colour", [2, 2, 3], colors],
    ["grey", [2, 2], Uint8Array.of(0, 100, 200, 255)],
    ["colour with alpha", [2, 2, 4], Uint8Array.from({ length: 16 }, (_, at) => at * 10)],
  ])("a bmp in %s holds the pixels as they are", (_, shape, pixels) => {
    const { bytes, format } = new Image(pixels, { shape, fileType: "bmp" }).encoded as EncodedImage;
    expect(format).toBe("bmp");
    expect([...(decodeBmp(bytes).data as Uint8Array)]).toEqual([...pixels]);
    expect(recognizeImage(bytes, "it")).toMatchObject({ format: "bmp", width: 2, height: 2 });
  });

  test("a bmp of grey with alpha is written in colour", () => {
    const pixels = Uint8Array.of(10, 255, 20, 128, 30, 0, 40, 9);
    const image = new Image(pixels, { shape: [2, 2, 2], fileType: "bmp" });
    const { channels, data } = decodeBmp(image.encoded?.bytes as Uint8Array);
    expect([channels, ...(data as Uint8Array).slice(0, 8)]).toEqual([4, 10, 10, 10, 255, 20, 20, 20, 128]);
  });
});

test("without normalising, floating point pixels are only clipped", () => {
  const image = new Image(Float32Array.of(0, 0.5, 1, 2), { shape: [2, 2], normalize: false });
  expect(pixelsOf(image).data).toEqual([0, 0, 1, 2]);
});

test("a tensor brings its own shape", () => {
  const tensor = { shape: [2, 1], dtype: "int32", dataSync: () => Int32Array.of(7, 300) };
  expect(pixelsOf(new Image(tensor))).toEqual({ width: 1, height: 2, channels: 1, data: [7, 255] });
});

test.each<[ImageSource, object, string]>([
  [new Uint8Array(4), { shape: [2, 3] }, 'shape "2 × 3" does not describe "4" numbers'],
  [new Uint8Array(20), { shape: [2, 2, 5] }, 'it has "5" channels'],
  [
    new Uint8Array(4),
    { shape: [2, 2], fileType: "webp" },
    'pixels cannot be written with the fileType "webp"',
  ],
  [new Float32Array(4), {}, 'a "Float32Array" came without the option "shape"'],
  [Uint8Array.of(1, 2, 3), {}, "is not a picture of a known format"],
  [{ data: new Uint8Array(3), width: 2, height: 1 }, {}, 'it has "1.5" channels'],
  [new Uint8Array(0), { shape: [0, 0] }, 'its size is "0 × 0"'],
])("refuses what is no picture (%#)", (source, options, sentence) => {
  expect(() => new Image(source, options)).toThrow(sentence);
});

test("a path is read when the image is logged, and its bytes are kept", () => {
  const fileSystem = createMemoryFileSystem();
  const { bytes } = new Image(Uint8Array.of(1, 2), { shape: [1, 2] }).encoded ?? { bytes: new Uint8Array() };
  fileSystem.makeFolderSync("/home/ada");
  fileSystem.writeFileSync("/home/ada/a.PNG", bytes);
  const { target } = createTestTarget({ fileSystem });
  const json = new Image("a.PNG", { caption: "c" })[MEDIA].encode(target);
  expect(json).toMatchObject({ format: "png", width: 2, height: 1, caption: "c", size: bytes.length });
  expect(fileSystem.readFileSync(`/run/files/${json["path"] as string}`)).toEqual(bytes);
  expect(() => new Image("b.png")[MEDIA].encode(target)).toThrow(
    'the file "b.png" could not be read (ENOENT)',
  );
});

test("a key never leads out of the run's folder", () => {
  const fileSystem = createMemoryFileSystem();
  const files = createMediaFiles({ fileSystem, filesFolder: "/run/files" });
  const paths = ["../../../etc/x", "/abs", "a/./b", "..", "a\0b", "a/../../b"].map(
    (key) =>
      writeMediaFile(files, { folder: "images", key, step: "0", extension: ".png", bytes: new Uint8Array(1) })
        .path,
  );
  for (const path of paths) {
    expect(path).toMatch(/^media\/images\//);
    expect(path.split("/")).not.toContain("..");
    expect(path).not.toContain("\0");
  }
  expect(files.take()).toMatchObject([{ type: "files", files: paths.map((path) => ({ path })) }]);
  expect(files.take()).toEqual([]);
});

test("bytes that are pixels without a shape are refused, and the sentence names the shape", () => {
  expect(() => new Image(new Uint8Array(784))).toThrow("or pixels with { shape: [height, width] }");
  const sparse = new Uint8Array(784);
  sparse[2] = 3;
  expect(() => new Image(sparse)).toThrow("is not a picture of a known format");
});

test("an unknown option and a caption that is no text are refused", () => {
  const pixels = new Uint8Array(4);
  const shape = [2, 2];
  expect(() => new Image(pixels, { shape, captoin: "x" } as object)).toThrow('Did you mean "caption"?');
  expect(() => new Image(pixels, { shape, caption: 5 as unknown as string })).toThrow(
    'the option "caption" is "5". Give text.',
  );
});
