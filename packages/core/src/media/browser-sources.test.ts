import { afterEach, beforeEach, expect, test } from "vitest";
import { UsageError } from "../core-error.ts";
import { Audio } from "./audio.ts";
import { blobBytes, blobFormat } from "./blob-bytes.ts";
import { Html } from "./html.ts";
import { Image } from "./image.ts";
import { Molecule } from "./molecule.ts";
import { Object3D } from "./object-3d.ts";
import { Video } from "./video.ts";

const scope = globalThis as Record<string, unknown>;

/** A worker's reader of the blobs below, which know their bytes. */
class Reader {
  readAsArrayBuffer({ bytes }: { bytes: Uint8Array }): ArrayBuffer {
    return bytes.slice().buffer as ArrayBuffer;
  }
}

/** A canvas on which every drawn source has the colour of its name. */
class Canvas {
  readonly width: number;
  readonly height: number;
  #red = 0;

  constructor(width: number, height: number) {
    this.width = width;
    this.height = height;
  }

  getContext() {
    return {
      drawImage: ({ red, isTainted }: { red: number; isTainted?: boolean }) => {
        if (isTainted === true) throw new Error("The canvas has been tainted by cross-origin data.");
        this.#red = red;
      },
      getImageData: (_x: number, _y: number, width: number, height: number) => ({
        data: new Uint8ClampedArray(width * height * 4).fill(this.#red),
        width,
        height,
      }),
    };
  }
}

beforeEach(() => {
  Object.assign(scope, { OffscreenCanvas: Canvas, FileReaderSync: Reader });
});

afterEach(() => {
  delete scope["OffscreenCanvas"];
  delete scope["FileReaderSync"];
});

function blob(bytes: Uint8Array, type = "", name?: string): Blob {
  return Object.assign(
    new Blob([bytes as Uint8Array<ArrayBuffer>], { type }),
    { bytes },
    name === undefined ? {} : { name },
  );
}

test("a canvas and an ImageBitmap are pictures, whatever context they have", () => {
  const canvas = { width: 3, height: 2, red: 9, getContext: () => null };
  const bitmap = { width: 3, height: 2, red: 9, close(): void {} };
  const pixels = new Image({ width: 3, height: 2, data: new Uint8ClampedArray(24).fill(9) });
  expect(new Image(canvas).encoded).toEqual(pixels.encoded);
  expect(new Image(bitmap).encoded).toEqual(pixels.encoded);
});

test.each([
  [
    "one that may not be read",
    { width: 3, height: 2, isTainted: true, close(): void {} },
    /canvas of "3 × 2" .* tainted/,
  ],
  [
    "any, where nothing can be drawn on",
    { width: 3, height: 2, close(): void {} },
    /there is no canvas to draw on/,
  ],
])("a canvas is refused with a sentence: %s", (_, source, sentence) => {
  if (!("isTainted" in source)) delete scope["OffscreenCanvas"];
  expect(() => new Image(source)).toThrow(UsageError);
  expect(() => new Image(source)).toThrow(sentence);
});

test("blobs are read at once", () => {
  const picture = new Image({ width: 1, height: 1, data: new Uint8Array(4) }).encoded;
  expect(new Image(blob(picture?.bytes ?? new Uint8Array())).encoded).toMatchObject({
    format: "png",
    width: 1,
  });
  expect(new Audio(blob(Uint8Array.of(1), "audio/mpeg"))).toMatchObject({
    format: "mp3",
    source: { bytes: Uint8Array.of(1) },
  });
  expect(new Video(blob(Uint8Array.of(2), "", "a film.MP4"))).toMatchObject({
    format: "mp4",
    source: { bytes: Uint8Array.of(2) },
  });
  expect(new Molecule(blob(Uint8Array.of(3), "", "a.pdb"))).toMatchObject({
    fileType: "pdb",
    source: { bytes: Uint8Array.of(3) },
  });
  expect(new Object3D(blob(Uint8Array.of(4), "", "scene.GLB"))).toMatchObject({
    fileType: "glb",
    source: { bytes: Uint8Array.of(4) },
  });
  expect(new Object3D(blob(Uint8Array.of(5)), { fileType: "stl" }).fileType).toBe("stl");
  expect(() => new Object3D(blob(Uint8Array.of(5)))).toThrow("is no known file type");
  expect(new Html(blob(new TextEncoder().encode("<p>é</p>"), "text/html")).data).toBe("<p>é</p>");
});

test.each([
  ["audio/x-wav", undefined, "wav"],
  ["video/webm;codecs=vp9", undefined, "webm"],
  ["video/mp4", "clip.webm", "webm"],
  ["text/plain", undefined, undefined],
  ["", "no-extension", undefined],
])("the format of a blob of type %s named %s is %s", (type, name, format) => {
  expect(blobFormat(blob(new Uint8Array(), type, name))).toBe(format);
});

test("where blobs can't be read at once, the sentence says what to give", () => {
  delete scope["FileReaderSync"];
  expect(() => blobBytes(blob(Uint8Array.of(1)), "an image")).toThrow(
    /Failed to make an image: a blob of "1" bytes could not be read at once .* Give new Uint8Array\(await blob\.arrayBuffer\(\)\)\./,
  );
});
