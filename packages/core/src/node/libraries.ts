import { createRequire } from "node:module";
import type { Md5 } from "../artifacts/md5.ts";
import type { GifLibrary } from "../media/gif-library.ts";

export { runFfmpeg } from "./run-ffmpeg.ts";

const require = createRequire(import.meta.url);

/** Loads the encoder of GIFs when the first one is made: most programs make none, and all of them start. */
export function loadGifLibrary(): GifLibrary {
  return require("gifenc") as GifLibrary;
}

/** Loads the encoder of PNGs when pixels become the first picture. */
export function loadPngLibrary(): Pick<typeof import("fast-png"), "encode"> {
  return require("fast-png") as typeof import("fast-png");
}

/** Loads the encoder of BMPs when pixels are first asked for as one. */
export function loadBmpLibrary(): Pick<typeof import("fast-bmp"), "encode"> {
  return require("fast-bmp") as typeof import("fast-bmp");
}

/** Loads the encoder of JPEGs when pixels are first asked for as one. */
export function loadJpegLibrary(): Pick<typeof import("jpeg-js"), "encode"> {
  return require("jpeg-js") as typeof import("jpeg-js");
}

/** Loads the reader of picture headers when the first encoded picture comes. */
export function loadImageSizeLibrary(): Pick<typeof import("image-size"), "imageSize"> {
  return require("image-size") as typeof import("image-size");
}

/** Loads the renderer of markdown when the first text is logged. */
export function loadMarkdownLibrary(): typeof import("marked") {
  return require("marked") as typeof import("marked");
}

/** Loads the reader of YAML when the first YAML file is read. */
export function loadYamlLibrary(): typeof import("yaml") {
  return require("yaml") as typeof import("yaml");
}

/** Loads the matcher of patterns when the first one is used. */
export function loadGlobLibrary(): typeof import("picomatch") {
  return require("picomatch") as typeof import("picomatch");
}

/** A hash that takes its input in slices. The host's is eight times as fast as one in JavaScript. */
export function createMd5(): Md5 {
  const { createHash } = require("node:crypto") as typeof import("node:crypto");
  return createHash("md5");
}
