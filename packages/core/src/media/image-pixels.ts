import { UsageError } from "../core-error.ts";
import { asNumberArray, isTypedArray } from "../encode/array-like.ts";
import type { OrtTensorLike, TensorLike, TypedArray } from "../encode/array-like.ts";
import { OptionError } from "../errors/option-error.ts";
import { showValue } from "../show-value.ts";
import { describes, showShape } from "./axes.ts";
import { blobBytes, isBlob } from "./blob-bytes.ts";
import type { BlobLike } from "./blob-bytes.ts";
import { canvasPixels, isCanvasSource } from "./canvas-pixels.ts";
import type { CanvasSource } from "./canvas-pixels.ts";
import { encodePixels, PIXEL_FORMATS } from "./encode-pixels.ts";
import type { PixelFormat } from "./encode-pixels.ts";
import { recognizeImage } from "./encoded-image.ts";
import type { EncodedImage } from "./encoded-image.ts";
import { bytesSource } from "./media-source.ts";
import { PIXEL_MODES } from "./pixel-mode.ts";
import type { PixelMode } from "./pixel-mode.ts";

/** Pixels, or the bytes of an encoded picture. */
export type PictureData =
  | CanvasSource
  | BlobLike
  | TypedArray
  | { readonly data: Uint8Array | Uint8ClampedArray; readonly width: number; readonly height: number }
  | TensorLike
  | OrtTensorLike;

export interface PixelOptions {
  /** Rows and columns, or rows, columns and channels, of the numbers in a typed array. Axes of length one are dropped. */
  readonly shape?: readonly number[];
  /** What pixels are written as: `L` grey, `LA`, `RGB` or `RGBA`. Default: what their channels are. */
  readonly mode?: PixelMode;
  /** The file made from pixels, default `png`. */
  readonly fileType?: PixelFormat;
  /**
   * For floating point pixels, default true: 0 to 1 is scaled to 0 to 255, -1 to 1 likewise, anything else is clipped.
   * Integer pixels are always taken as they are.
   */
  readonly normalize?: boolean;
}

/** The picture that data stands for, encoded. Throws `UsageError` for data that is none. */
export function encodePicture(source: PictureData, options: PixelOptions): EncodedImage {
  const { shape, mode, fileType = "png", normalize = true } = options;
  checkChoice("fileType", fileType, PIXEL_FORMATS);
  if (mode !== undefined) checkChoice("mode", mode, PIXEL_MODES);
  const written = { mode, normalize };
  if (typeof source !== "object" || source === null) return refuse(`the data is "${showValue(source)}"`);
  if (isBlob(source)) return recognizeImage(blobBytes(source, "an image"), "the blob");
  if ("width" in source && "height" in source) {
    const { data, width, height } = isCanvasSource(source) ? canvasPixels(source) : source;
    if (!isTypedArray(data)) return refuse(`the member "data" of the data is "${showValue(data)}"`);
    const channels = data.length / (width * height);
    return encodePixels({ data, width, height, channels, ...written }, fileType);
  }
  if (isTypedArray(source) && shape === undefined) {
    if (!(source instanceof Uint8Array)) {
      return refuse(`a "${source.constructor.name}" came without the option "shape"`);
    }
    return recognizeImage(bytesSource(source, "an image").bytes, `${source.length} bytes`);
  }
  const pixels = asNumberArray(source);
  if (pixels === undefined) return refuse(`the data is "${showValue(source)}", neither a path nor pixels`);
  const given: unknown = shape ?? pixels.shape;
  const { data } = pixels;
  if (!describes(given, data.length) || given.length < 2) return refuseShape(given, data.length);
  const axes = given.length > 2 ? given.filter((length) => length !== 1) : given;
  const [height, width, channels = 1] = axes;
  if (height === undefined || width === undefined || axes.length > 3) return refuseShape(given, data.length);
  return encodePixels({ data, width, height, channels, ...written }, fileType);
}

function checkChoice(option: string, value: unknown, known: readonly string[]): void {
  if (known.includes(value as string)) return;
  throw new OptionError(
    `[core] Failed to make an image: pixels cannot be written with the ${option} "${showValue(value)}". Use "${known.join('", "')}", or give an encoded file.`,
    { option },
  );
}

function refuse(reason: string): never {
  throw new UsageError(
    `[core] Failed to make an image: ${reason}. Give a path, bytes, a typed array with { shape: [height, width] } or [height, width, channels], or a tensor.`,
  );
}

function refuseShape(shape: unknown, count: number): never {
  throw new OptionError(
    `[core] Failed to make an image: shape "${showShape(shape)}" does not describe "${count}" numbers as rows and columns. Give [height, width] or [height, width, channels], of which at least two are above one.`,
    { option: "shape" },
  );
}
