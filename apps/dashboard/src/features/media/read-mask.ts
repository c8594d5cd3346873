import { readBounded } from "../../lib/read-bounded.ts";
import type { MaskPixels } from "./paint-mask.ts";

const mostBytes = 64 * 1_024 * 1_024;
const mostPixels = 32 * 1_024 * 1_024;

/** Reads a mask's picture: the class of a pixel is its red. Throws for files that are no picture, and for huge ones. */
export async function readMask(url: string, signal: AbortSignal): Promise<MaskPixels> {
  const response = await fetch(url, { signal });
  if (!response.ok) throw new Error(`The server answered ${response.status}.`);
  const bitmap = await createImageBitmap(new Blob([await readBounded(response, mostBytes)]), {
    colorSpaceConversion: "none",
    premultiplyAlpha: "none",
  });
  const { width, height } = bitmap;
  if (width * height > mostPixels) throw new Error(`The mask has ${width} × ${height} pixels.`);
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (context === null) throw new Error("The browser draws no picture.");
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  const { data } = context.getImageData(0, 0, width, height);
  const ids = new Uint8Array(width * height);
  for (let at = 0; at < ids.length; at++) ids[at] = data[at * 4] as number;
  return { width, height, ids };
}
