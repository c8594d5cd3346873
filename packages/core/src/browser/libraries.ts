import * as png from "fast-png";
// @ts-expect-error -- The package brings no types.
import * as gif from "gifenc";
import { imageSize } from "image-size";
import * as marked from "marked";
import { md5 } from "@noble/hashes/legacy.js";
import type { Md5 } from "../artifacts/md5.ts";
import { UsageError } from "../core-error.ts";
import type { GifLibrary } from "../media/gif-library.ts";

type Yaml = typeof import("yaml");

let yaml: Yaml | undefined;

/** Gives the library of YAML to those that write it; a page reads no YAML and is spared its size. */
export function provideYamlLibrary(library: Yaml): void {
  yaml = library;
}

/** In a bundle these cost nothing unless something that uses them is imported. */
export function loadGifLibrary(): GifLibrary {
  return gif as GifLibrary;
}

export function loadPngLibrary(): Pick<typeof png, "encode"> {
  return png;
}

export function loadImageSizeLibrary(): { imageSize: typeof imageSize } {
  return { imageSize };
}

export function loadMarkdownLibrary(): typeof marked {
  return marked;
}

/** Throws `UsageError` in a page, which has no files to read. */
export function loadYamlLibrary(): Yaml {
  if (yaml !== undefined) return yaml;
  throw new UsageError(
    `[core] Failed to read a YAML file: a page has none. Read it where the files are, and give its values as config.`,
  );
}

export function createMd5(): Md5 {
  return md5.create();
}
