import { UsageError } from "../core-error.ts";
import { showValue } from "../show-value.ts";
import { encodeBoxes } from "./bounding-boxes.ts";
import type { EncodedBoxes } from "./bounding-boxes.ts";
import { checkMediaOptions } from "./check-media-options.ts";
import type { OptionKind } from "./check-media-options.ts";
import { Classes } from "./classes.ts";
import type { EncodedImage } from "./encoded-image.ts";
import type { ImageOptions, ImageSource } from "./image.ts";
import { encodePicture } from "./image-pixels.ts";
import type { PictureData } from "./image-pixels.ts";
import { encodeMask } from "./mask.ts";
import type { EncodedMask } from "./mask.ts";
import { isMedia, MEDIA } from "./media.ts";
import { isAddress } from "./media-source.ts";

/** What is known of an image before it is logged. */
export interface ImageFacts {
  readonly caption: string | undefined;
  readonly grouping: number | undefined;
  /** Undefined for a picture that is read from `path`, or lies at `address`. */
  readonly encoded: EncodedImage | undefined;
  readonly path: string | undefined;
  readonly address: string | undefined;
  readonly boxes: Readonly<Record<string, EncodedBoxes>>;
  readonly masks: Readonly<Record<string, EncodedMask>>;
  readonly classes: Classes | undefined;
}

const OPTIONS: Readonly<Record<keyof ImageOptions, OptionKind>> = {
  caption: "text",
  shape: "any",
  mode: "any",
  fileType: "any",
  grouping: "whole number",
  normalize: "flag",
  boxes: "any",
  masks: "any",
  classes: "any",
};

/** Checks and encodes what an image is made of. Throws `UsageError`. */
export function readImage(source: ImageSource | ImageFacts, options: ImageOptions): ImageFacts {
  checkMediaOptions("an image", options, OPTIONS);
  const { caption, grouping, classes } = options;
  const copied = isImage(source) ? source : undefined;
  const picture = copied ?? readPicture(source as string | PictureData, options);
  const { encoded } = picture;
  const shape = encoded === undefined ? [] : [encoded.height, encoded.width];
  return {
    caption: caption ?? copied?.caption,
    grouping: grouping ?? copied?.grouping,
    encoded,
    path: picture.path,
    address: picture.address,
    boxes: mapLayers("boxes", options.boxes, encodeBoxes),
    masks: mapLayers("masks", options.masks, (name, layer) => encodeMask(name, layer, shape)),
    classes: classes === undefined ? copied?.classes : readClasses(classes),
  };
}

function isImage(source: unknown): source is ImageFacts {
  return isMedia(source) && source[MEDIA].name === "Image";
}

function readPicture(
  source: string | PictureData,
  options: ImageOptions,
): Pick<ImageFacts, "encoded" | "path" | "address"> {
  if (typeof source === "string") {
    const isFar = isAddress(source);
    return { encoded: undefined, path: isFar ? undefined : source, address: isFar ? source : undefined };
  }
  return { encoded: encodePicture(source, options), path: undefined, address: undefined };
}

function readClasses(classes: NonNullable<ImageOptions["classes"]>): Classes {
  return typeof classes === "object" && "toJSON" in classes ? classes : new Classes(classes);
}

function mapLayers<Layer, Encoded>(
  option: "boxes" | "masks",
  layers: Readonly<Record<string, Layer>> = {},
  encodeLayer: (name: string, layer: Layer) => Encoded,
): Record<string, Encoded> {
  if (typeof layers !== "object" || layers === null || Array.isArray(layers)) {
    throw new UsageError(
      `[core] Failed to make an image: the option "${option}" is "${showValue(layers)}". Give layers by name, as { ${option}: { truth: … } }.`,
    );
  }
  return Object.fromEntries(Object.entries(layers).map(([name, layer]) => [name, encodeLayer(name, layer)]));
}
