import { readBounded } from "../../lib/read-bounded.ts";
import type { MaskPixels } from "./paint-mask.ts";

const mostBytes = 64 * 1_024 * 1_024;
const mostPixels = 32 * 1_024 * 1_024;

/** Reads a mask's picture: the class of a pixel is its red. Throws for files that are no picture, and for huge ones. */
export async function readMask(url: string, signal: AbortSignal): Promise<MaskPixels> {
  const response = await fetch(url, { signal });
  if (!response.ok) throw new Error(`The server answered ${response.status}.`);
  const bytes = await readBounded(response, mostBytes);
  const claimed = pngShape(bytes);
  if (claimed !== undefined) checkShape(claimed);
  const bitmap = await createImageBitmap(new Blob([bytes]), {
    colorSpaceConversion: "none",
    premultiplyAlpha: "none",
  });
  const { width, height } = bitmap;
  checkShape(bitmap);
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

/** What a PNG says it is, before anything is unpacked; undefined for other files. */
export function pngShape(bytes: Uint8Array): { width: number; height: number } | undefined {
  const isPng = bytes.length >= 24 && [0x89, 0x50, 0x4e, 0x47].every((byte, at) => bytes[at] === byte);
  if (!isPng) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { width: view.getUint32(16), height: view.getUint32(20) };
}

function checkShape({ width, height }: { readonly width: number; readonly height: number }): void {
  if (width * height > mostPixels) throw new Error(`The mask has ${width} × ${height} pixels.`);
}
