import { loadImageSizeLibrary } from "#libraries";
import { UsageError } from "../core-error.ts";

/** An encoded picture and what is known of it. */
export interface EncodedImage {
  readonly bytes: Uint8Array;
  /** File extension without the dot. */
  readonly format: string;
  readonly width: number;
  readonly height: number;
}

/** Of the formats that the library tells apart, those that a browser shows; others it finds in arbitrary bytes too. */
const FORMATS = ["png", "jpg", "gif", "webp", "bmp"];

/** Recognises an encoded picture by its first bytes. Throws `UsageError` naming `origin` when it is none. */
export function recognizeImage(bytes: Uint8Array, origin: string): EncodedImage {
  let size: { width: number; height: number; type?: string } | undefined;
  let cause: unknown;
  try {
    size = loadImageSizeLibrary().imageSize(bytes);
  } catch (error) {
    cause = error;
  }
  if (size?.type === undefined || !FORMATS.includes(size.type) || size.width === 0 || size.height === 0) {
    throw new UsageError(
      `[core] Failed to read an image: "${origin}" is not a picture of a known format. Give a png, jpg, gif, webp or bmp, or pixels with { shape: [height, width] }.`,
      { cause },
    );
  }
  return { bytes, format: size.type, width: size.width, height: size.height };
}
