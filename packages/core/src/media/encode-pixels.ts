import { loadBmpLibrary, loadJpegLibrary, loadPngLibrary } from "#libraries";
import { UsageError } from "../core-error.ts";
import type { TypedArray } from "../encode/array-like.ts";
import type { EncodedImage } from "./encoded-image.ts";
import { toMode } from "./pixel-mode.ts";
import type { PixelMode } from "./pixel-mode.ts";

export interface Pixels {
  /** Row by row, channels together. */
  readonly data: TypedArray;
  readonly width: number;
  readonly height: number;
  /** 1 grey, 2 grey with alpha, 3 colour, 4 colour with alpha. */
  readonly channels: number;
  readonly normalize: boolean;
  /** Default: what the channels are. */
  readonly mode?: PixelMode | undefined;
}

/** The file formats that pixels are written in; `jpeg` is `jpg` under its other name. */
export const PIXEL_FORMATS = ["png", "jpg", "jpeg", "bmp"] as const;
/** A file format that pixels are written in. */
export type PixelFormat = (typeof PIXEL_FORMATS)[number];

/** Of 100, as W&B's library chooses where nobody asks. */
const JPEG_QUALITY = 75;

/**
 * Encodes 8-bit pixels; a JPEG loses its alpha. Throws `UsageError` for sizes and channel counts that pictures do not
 * have.
 */
export function encodePixels(pixels: Pixels, format: PixelFormat = "png"): EncodedImage {
  const { width, height, channels } = pixels;
  if (!(Number.isInteger(width) && width > 0 && Number.isInteger(height) && height > 0)) {
    throw new UsageError(
      `[core] Failed to make an image: its size is "${width} × ${height}". Give whole numbers above zero.`,
    );
  }
  if (![1, 2, 3, 4].includes(channels)) {
    throw new UsageError(
      `[core] Failed to make an image: it has "${channels}" channels. Give 1 (grey), 2 (grey, alpha), 3 (RGB) or 4 (RGBA).`,
    );
  }
  const given = { data: toBytes(pixels), channels };
  const written = pixels.mode === undefined ? given : toMode(given, pixels.mode);
  const bytes = encodeAs(format, written.data, { width, height, channels: written.channels });
  return { bytes, format, width, height };
}

interface Layout {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
}

function encodeAs(format: PixelFormat, data: Uint8Array, { width, height, channels }: Layout): Uint8Array {
  switch (format) {
    case "png":
      return loadPngLibrary().encode({ data, width, height, channels, depth: 8 });
    case "bmp": {
      // The library has grey and colour with or without alpha, but no grey with alpha.
      const layers = channels === 2 ? 4 : channels;
      const bytes = channels === 2 ? toMode({ data, channels }, "RGBA").data : data;
      return loadBmpLibrary().encode({
        data: bytes,
        width,
        height,
        channels: layers,
        bitsPerPixel: layers * 8,
      });
    }
    case "jpg":
    case "jpeg":
      return new Uint8Array(
        loadJpegLibrary().encode(
          { data: toMode({ data, channels }, "RGBA").data, width, height },
          JPEG_QUALITY,
        ).data,
      );
  }
}

function toBytes({ data, normalize }: Pixels): Uint8Array {
  if (data instanceof Uint8Array) return data;
  if (data instanceof Uint8ClampedArray) return new Uint8Array(data.buffer, data.byteOffset, data.length);
  const float = data instanceof Float32Array || data instanceof Float64Array;
  const [scale, offset] = float && normalize ? scaling(data) : [1, 0];
  const bytes = new Uint8Array(data.length);
  for (let index = 0; index < data.length; index++) {
    const value = Math.trunc((Number(data[index]) + offset) * scale);
    bytes[index] = value > 255 ? 255 : value > 0 ? value : 0;
  }
  return bytes;
}

function scaling(data: Float32Array | Float64Array): [scale: number, offset: number] {
  let low = Infinity;
  let high = -Infinity;
  for (const value of data) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (low >= 0 && high <= 1) return [255, 0];
  if (low >= -1 && high <= 1) return [127.5, 1];
  return [1, 0];
}
