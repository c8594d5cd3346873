import type { FileSystem } from "@stepwell/effects";
import type { Json, JsonObject } from "@stepwell/protocol";
import { FileSystemError } from "@stepwell/effects";
import { UsageError } from "../core-error.ts";
import { recognizeImage } from "./encoded-image.ts";
import type { EncodedImage } from "./encoded-image.ts";
import type { Image } from "./image.ts";
import type { MediaFiles, WrittenFile } from "./media-files.ts";

const MAX_IMAGES = 108;

/** Where an image goes: the store, and the parts of its file name. */
export interface ImageTarget {
  readonly files: MediaFiles;
  readonly fileSystem: FileSystem;
  readonly workingFolder: string;
  readonly key: string;
  readonly step: string;
}

/** Writes the image's file and returns what the row says of it. Throws `UsageError` when its path can't be read. */
export function encodeImage(image: Image, target: ImageTarget): JsonObject {
  const encoded = load(image, target);
  const file = store(encoded, target);
  return {
    _type: "image-file",
    sha256: file.sha256,
    size: file.size,
    path: file.path,
    format: encoded.format,
    width: encoded.width,
    height: encoded.height,
    ...(image.grouping ? { grouping: image.grouping } : {}),
    ...(image.caption === undefined ? {} : { caption: image.caption }),
  };
}

/**
 * A list of images as one value. Size and format are those of the first; more than 108 are cut; captions are kept
 * only when the first image has one, as W&B does.
 */
export function encodeImages(images: readonly Image[], target: ImageTarget): JsonObject {
  const kept = images.slice(0, MAX_IMAGES);
  const encoded = kept.map((image) => load(image, target));
  const first = encoded[0] as EncodedImage;
  const captions: Json[] = kept.map((image) => image.caption ?? null);
  return {
    _type: "images/separated",
    width: first.width,
    height: first.height,
    format: first.format,
    count: kept.length,
    filenames: encoded.map((image) => store(image, target).path),
    ...(kept[0]?.caption === undefined ? {} : { captions }),
  };
}

function store(image: EncodedImage, target: ImageTarget): WrittenFile {
  const { key, step } = target;
  return target.files.write({
    folder: "images",
    key,
    step,
    extension: `.${image.format}`,
    bytes: image.bytes,
  });
}

function load(image: Image, target: ImageTarget): EncodedImage {
  if (image.encoded !== undefined) return image.encoded;
  const path = image.path as string;
  const full = path.startsWith("/") || /^[a-z]:[/\\]/i.test(path) ? path : `${target.workingFolder}/${path}`;
  try {
    const recognized = recognizeImage(target.fileSystem.readFileSync(full), path);
    return { ...recognized, format: /\.([a-z0-9]+)$/i.exec(path)?.[1]?.toLowerCase() ?? recognized.format };
  } catch (error) {
    if (!FileSystemError.isInstance(error)) throw error;
    throw new UsageError(
      `[core] Failed to log an image: the file "${path}" could not be read (${error.code}). Check the path.`,
      { cause: error },
    );
  }
}
