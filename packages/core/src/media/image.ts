import { UsageError } from "../core-error.ts";
import { asNumberArray, isTypedArray } from "../encode/array-like.ts";
import type { NumberArray, OrtTensorLike, TensorLike, TypedArray } from "../encode/array-like.ts";
import { nearestName } from "../settings/nearest-name.ts";
import { showValue } from "../show-value.ts";
import { encodeBoxes } from "./bounding-boxes.ts";
import type { BoxLayer, EncodedBoxes } from "./bounding-boxes.ts";
import type { Classes } from "./classes.ts";
import { imageForm } from "./encode-image.ts";
import { encodePixels, PIXEL_FORMATS } from "./encode-pixels.ts";
import type { PixelFormat } from "./encode-pixels.ts";
import { recognizeImage } from "./encoded-image.ts";
import type { EncodedImage } from "./encoded-image.ts";
import { blobBytes, isBlob } from "./blob-bytes.ts";
import type { BlobLike } from "./blob-bytes.ts";
import { canvasPixels, isCanvasSource } from "./canvas-pixels.ts";
import type { CanvasSource } from "./canvas-pixels.ts";
import { encodeMask } from "./mask.ts";
import type { EncodedMask, MaskLayer } from "./mask.ts";
import { MEDIA } from "./media.ts";
import type { Media, MediaForm } from "./media.ts";

const MARKER = Symbol.for("stepwell.Image");

/** What the pixels are, and what is drawn over them. */
export interface ImageOptions {
  readonly caption?: string;
  /** Rows and columns, or rows, columns and channels, of the numbers in a typed array. Axes of length one are dropped. */
  readonly shape?: readonly number[];
  /** The file made from pixels, default `png`. */
  readonly fileType?: PixelFormat;
  /** Steps that belong together, as W&B's `grouping`. */
  readonly grouping?: number;
  /**
   * For floating point pixels, default true: 0 to 1 is scaled to 0 to 255, -1 to 1 likewise, anything else is clipped.
   * Integer pixels are always taken as they are.
   */
  readonly normalize?: boolean;
  /** Layers of boxes by name. */
  readonly boxes?: Readonly<Record<string, BoxLayer>>;
  /** Layers by name that give each pixel a class. */
  readonly masks?: Readonly<Record<string, MaskLayer>>;
  /** For tables, where layers share them. */
  readonly classes?: Classes;
}

/**
 * A path, the bytes of an encoded picture, pixels as a typed array with `shape`, `ImageData`, a tensor, and in a browser
 * a canvas, an `ImageBitmap`, or the `Blob` of an encoded picture.
 */
export type ImageSource =
  | string
  | CanvasSource
  | BlobLike
  | TypedArray
  | { readonly data: Uint8Array | Uint8ClampedArray; readonly width: number; readonly height: number }
  | TensorLike
  | OrtTensorLike;

/**
 * A picture for `log`. Pixels are encoded at once, so later changes to them don't matter; a path is read when
 * the image is logged. Throws `UsageError` for data that is no picture.
 *
 * @example run.log({ sample: new Image(pixels, { shape: [28, 28], caption: "predicted 7" }) });
 */
export class Image implements Media {
  readonly [MARKER] = true;
  readonly caption: string | undefined;
  readonly grouping: number | undefined;
  /** Undefined for a picture that is read from `path`. */
  readonly encoded: EncodedImage | undefined;
  readonly path: string | undefined;
  readonly boxes: Readonly<Record<string, EncodedBoxes>>;
  readonly masks: Readonly<Record<string, EncodedMask>>;
  readonly classes: Classes | undefined;

  constructor(source: ImageSource, options: ImageOptions = {}) {
    checkImageOptions(options);
    this.caption = options.caption;
    this.grouping = options.grouping;
    this.path = typeof source === "string" ? checkedPath(source) : undefined;
    this.encoded = typeof source === "string" ? undefined : encode(source, options);
    const shape = this.encoded === undefined ? [] : [this.encoded.height, this.encoded.width];
    this.boxes = mapLayers(options.boxes, encodeBoxes);
    this.masks = mapLayers(options.masks, (name, layer) => encodeMask(name, layer, shape));
    this.classes = options.classes;
  }

  get [MEDIA](): MediaForm {
    return imageForm(this);
  }

  /** True for this class from any copy of the package. */
  static isInstance(value: unknown): value is Image {
    return typeof value === "object" && value !== null && MARKER in value;
  }
}

const OPTION_NAMES = ["caption", "shape", "fileType", "grouping", "normalize", "boxes", "masks", "classes"];

function checkImageOptions(options: ImageOptions): void {
  for (const name in options) {
    if (OPTION_NAMES.includes(name)) continue;
    throw new UsageError(
      `[core] Failed to make an image: the option "${name}" is not known. Did you mean "${nearestName(name, OPTION_NAMES)}"?`,
    );
  }
  if (options.caption !== undefined && typeof options.caption !== "string") {
    throw new UsageError(
      `[core] Failed to make an image: the caption is "${showValue(options.caption)}", which is not text. Give text.`,
    );
  }
}

function mapLayers<Layer, Encoded>(
  layers: Readonly<Record<string, Layer>> = {},
  encodeLayer: (name: string, layer: Layer) => Encoded,
): Record<string, Encoded> {
  return Object.fromEntries(Object.entries(layers).map(([name, layer]) => [name, encodeLayer(name, layer)]));
}

function checkedPath(path: string): string {
  if (!/^[a-z][a-z0-9+.-]+:\/\//i.test(path)) return path;
  throw new UsageError(
    `[core] Failed to make an image: "${path}" is an address, not a file. Fetch it first and give its bytes.`,
  );
}

function encode(source: Exclude<ImageSource, string>, options: ImageOptions): EncodedImage {
  const { fileType = "png", normalize = true } = options;
  if (!PIXEL_FORMATS.includes(fileType)) {
    throw new UsageError(
      `[core] Failed to make an image: pixels cannot be written as "${showValue(fileType)}". Use "${PIXEL_FORMATS.join('", "')}", or give an encoded file.`,
    );
  }
  if (isBlob(source)) return recognizeImage(blobBytes(source, "an image"), "the blob");
  if ("width" in source && "height" in source) {
    const { data, width, height } = isCanvasSource(source) ? canvasPixels(source) : source;
    return encodePixels(
      { data, width, height, channels: data.length / (width * height), normalize },
      fileType,
    );
  }
  if (isTypedArray(source) && options.shape === undefined) {
    if (source instanceof Uint8Array) return recognizeImage(source, `${source.length} bytes`);
    throw new UsageError(
      `[core] Failed to make an image: a "${source.constructor.name}" came without a shape. Give { shape: [height, width] } or [height, width, channels].`,
    );
  }
  const pixels = asNumberArray(source);
  if (pixels === undefined) {
    throw new UsageError(
      `[core] Failed to make an image: the data is neither a path nor pixels. Give a path, bytes, a typed array with a shape, or a tensor.`,
    );
  }
  return encodeShaped(pixels, options.shape ?? pixels.shape, options);
}

function encodeShaped(pixels: NumberArray, shape: readonly number[], options: ImageOptions): EncodedImage {
  const count = shape.reduce((product, length) => product * length, 1);
  const axes = shape.length > 2 ? shape.filter((length) => length !== 1) : shape;
  const [height, width, channels = 1] = axes;
  if (count !== pixels.data.length || height === undefined || width === undefined || axes.length > 3) {
    throw new UsageError(
      `[core] Failed to make an image: shape "${shape.join(" × ")}" does not describe "${pixels.data.length}" numbers as rows and columns. Give [height, width] or [height, width, channels].`,
    );
  }
  const { fileType = "png", normalize = true } = options;
  return encodePixels({ data: pixels.data, width, height, channels, normalize }, fileType);
}
