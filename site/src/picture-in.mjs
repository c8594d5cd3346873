import { existsSync, openSync, readSync, closeSync } from "node:fs";
import { join } from "node:path";

/**
 * A PNG file of the tree with its size in pixels, and the one for dark pages, which is called `…-dark.png` beside
 * `…-light.png`. Undefined for a file that is not there or no PNG.
 */
export function pictureIn(root, file) {
  const path = join(root, file);
  if (!file.endsWith(".png") || !existsSync(path)) return undefined;
  const head = Buffer.alloc(24);
  const handle = openSync(path);
  readSync(handle, head, 0, 24, 0);
  closeSync(handle);
  if (head.toString("latin1", 1, 4) !== "PNG") return undefined;
  const dark = file.replace(/-light\.png$/, "-dark.png");
  return {
    light: file,
    dark: dark !== file && existsSync(join(root, dark)) ? dark : undefined,
    width: head.readUInt32BE(16),
    height: head.readUInt32BE(20),
  };
}
