import type { BoxLayer, EncodedBoxes } from "./bounding-boxes.ts";
import type { ClassEntry, Classes } from "./classes.ts";
import { imageForm } from "./encode-image.ts";
import type { EncodedImage } from "./encoded-image.ts";
import type { PictureData, PixelOptions } from "./image-pixels.ts";
import type { EncodedMask, MaskLayer } from "./mask.ts";
import { MEDIA } from "./media.ts";
import type { Media, MediaForm } from "./media.ts";
import { readArguments } from "./read-arguments.ts";
import { readImage } from "./read-image.ts";

const MARKER = Symbol.for("stepwell.Image");

/** What the pixels are, and what is drawn over them. */
export interface ImageOptions extends PixelOptions {
  readonly caption?: string;
  /** Steps that belong together, as W&B's `grouping`. */
  readonly grouping?: number;
  /** Layers of boxes by name. */
  readonly boxes?: Readonly<Record<string, BoxLayer>>;
  /** Layers by name that give each pixel a class. */
  readonly masks?: Readonly<Record<string, MaskLayer>>;
  /** For tables, where layers share them. */
  readonly classes?: Classes | readonly ClassEntry[];
}

/**
 * A path, the bytes of an encoded picture, pixels as a typed array with `shape`, `ImageData`, a tensor, in a browser
 * a canvas, an `ImageBitmap`, or the `Blob` of an encoded picture, another `Image`, whose boxes and masks are not
 * taken over, or for tables and artifacts an address.
 */
export type ImageSource = string | PictureData | Image;

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
  /** Undefined for a picture that is read from `path`, or lies at `address`. */
  readonly encoded: EncodedImage | undefined;
  readonly path: string | undefined;
  readonly address: string | undefined;
  readonly boxes: Readonly<Record<string, EncodedBoxes>>;
  readonly masks: Readonly<Record<string, EncodedMask>>;
  readonly classes: Classes | undefined;

  constructor(source: ImageSource, options: ImageOptions = {}) {
    const facts = readArguments("an image", () => readImage(source, options));
    this.caption = facts.caption;
    this.grouping = facts.grouping;
    this.encoded = facts.encoded;
    this.path = facts.path;
    this.address = facts.address;
    this.boxes = facts.boxes;
    this.masks = facts.masks;
    this.classes = facts.classes;
  }

  get [MEDIA](): MediaForm {
    return imageForm(this);
  }

  /** True for this class from any copy of the package. */
  static isInstance(value: unknown): value is Image {
    return typeof value === "object" && value !== null && MARKER in value;
  }
}
