import { loadPngLibrary } from "#libraries";
import { UsageError } from "../core-error.ts";
import type { TypedArray } from "../encode/array-like.ts";
import type { EncodedImage } from "./encoded-image.ts";

export interface Pixels {
  /** Row by row, channels together. */
  readonly data: TypedArray;
  readonly width: number;
  readonly height: number;
  /** 1 grey, 2 grey with alpha, 3 colour, 4 colour with alpha. */
  readonly channels: number;
  readonly normalize: boolean;
}

/** Encodes 8-bit pixels as PNG. Throws `UsageError` for sizes and channel counts that PNG does not have. */
export function encodePng(pixels: Pixels): EncodedImage {
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
  const bytes = loadPngLibrary().encode({ data: toBytes(pixels), width, height, channels, depth: 8 });
  return { bytes, format: "png", width, height };
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
