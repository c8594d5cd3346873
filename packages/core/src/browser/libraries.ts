// One file for each, so that a bundle holds those alone that it uses.
export { loadGifLibrary } from "./library-gif.ts";
export { loadImageSizeLibrary } from "./library-image-size.ts";
export { loadMarkdownLibrary } from "./library-markdown.ts";
export { createMd5 } from "./library-md5.ts";
export { loadPngLibrary } from "./library-png.ts";
export { loadYamlLibrary } from "./library-yaml.ts";

/** Throws `UsageError` in a page, where no files lie that a pattern could mean. */
export function loadGlobLibrary(): typeof import("picomatch") {
  throw new UsageError(
    `[core] Failed to read a pattern of file names: a page has no files. Use patterns where the files are.`,
  );
}
