// One file for each, so that a bundle holds those alone that it uses.
export { loadBmpLibrary } from "./library-bmp.ts";
export { loadGifLibrary } from "./library-gif.ts";
export { loadGlobLibrary } from "./library-glob.ts";
export { loadImageSizeLibrary } from "./library-image-size.ts";
export { loadJpegLibrary } from "./library-jpeg.ts";
export { loadMarkdownLibrary } from "./library-markdown.ts";
export { createMd5 } from "./library-md5.ts";
export { loadPngLibrary } from "./library-png.ts";
export { loadYamlLibrary } from "./library-yaml.ts";
export { runFfmpeg } from "./run-ffmpeg.ts";
