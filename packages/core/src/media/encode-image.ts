import { printJson } from "@stepwell/protocol";
import type { Json, JsonObject } from "@stepwell/protocol";
import { md5 } from "@noble/hashes/legacy.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { storeBoxes } from "./bounding-boxes.ts";
import { recognizeImage } from "./encoded-image.ts";
import type { EncodedImage } from "./encoded-image.ts";
import type { Image } from "./image.ts";
import { storeMask } from "./mask.ts";
import { fileJson, groupCaptions } from "./media-json.ts";
import type { MediaForm, MediaTarget, StoredFile } from "./media.ts";
import { createMediaTarget } from "./media-target.ts";
import { extensionOf } from "./media-source.ts";
import type { ImageColumn } from "./media-column.ts";

const MAX_IMAGES = 108;

/** How an image is written: its picture, a file for each layer, and lists of at most 108. */
export function imageForm(image: Image): MediaForm {
  return {
    name: "Image",
    target: createMediaTarget,
    encode: (target) => encodeImage(image, target),
    group: groupImages,
    groupLimit: MAX_IMAGES,
    column: () => ({ wbType: "image-file", image: columnOf(image) }),
  };
}

function encodeImage(image: Image, target: MediaTarget): JsonObject {
  const { file, format, width, height } = storePicture(image, target);
  const boxes = mapLayers(image.boxes, (name, layer) => storeBoxes(name, layer, target));
  const masks = mapLayers(image.masks, (name, layer) => storeMask(name, layer, target));
  return {
    ...fileJson("image-file", file, image.caption),
    format,
    ...(width === undefined ? {} : { width, height }),
    ...(image.grouping ? { grouping: image.grouping } : {}),
    ...(boxes === undefined ? {} : { boxes }),
    ...(masks === undefined ? {} : { masks }),
    ...(target.inArtifact ? storeClasses(image, target) : {}),
  };
}

// Size and format of the first stand for all, as at W&B.
function groupImages(encoded: readonly JsonObject[]): JsonObject {
  const { width = 0, height = 0, format = "" } = encoded[0] ?? {};
  const captions = groupCaptions(encoded);
  const hasBoxes = encoded.some(({ boxes }) => boxes !== undefined);
  const hasMasks = encoded.some(({ masks }) => masks !== undefined);
  return {
    _type: "images/separated",
    width,
    height,
    format,
    count: encoded.length,
    filenames: encoded.map(({ path }) => path ?? null),
    ...(captions === undefined ? {} : { captions }),
    ...(hasMasks ? { all_masks: encoded.map(({ masks }) => masks ?? null) } : {}),
    ...(hasBoxes ? { all_boxes: encoded.map(({ boxes }) => boxes ?? null) } : {}),
  };
}

function mapLayers<Layer>(
  layers: Readonly<Record<string, Layer>>,
  store: (name: string, layer: Layer) => Json,
): JsonObject | undefined {
  const entries = Object.entries(layers);
  if (entries.length === 0) return undefined;
  return Object.fromEntries(entries.map(([name, layer]) => [name, store(name, layer)]));
}

interface StoredPicture {
  readonly file: StoredFile;
  readonly format: string;
  /** Pixels; undefined for a picture elsewhere. */
  readonly width?: number;
  readonly height?: number;
}

function storePicture(image: Image, target: MediaTarget): StoredPicture {
  if (image.address !== undefined) {
    const { address } = image;
    const name =
      address
        .replace(/[?#].*$/, "")
        .split("/")
        .at(-1) ?? "";
    const file = target.refer({ folder: "images", address }, "an image");
    return { file, format: name.split(".").at(-1) ?? "" };
  }
  const { bytes, format, width, height } = image.encoded ?? load(image.path as string, target);
  return {
    file: target.store({ folder: "images", extension: `.${format}`, bytes }),
    format,
    width,
    height,
  };
}

function load(path: string, target: MediaTarget): EncodedImage {
  const recognized = recognizeImage(target.read(path, "an image"), path);
  return { ...recognized, format: extensionOf(path) || recognized.format };
}

function columnOf(image: Image): ImageColumn {
  const labelsOf = (
    layers: Readonly<Record<string, { readonly labels: Readonly<Record<string, string>> }>>,
  ) => Object.fromEntries(Object.entries(layers).map(([name, { labels }]) => [name, labels]));
  return {
    boxLayers: labelsOf(image.boxes),
    maskLayers: labelsOf(image.masks),
    boxScoreNames: [...new Set(Object.values(image.boxes).flatMap(({ scoreNames }) => scoreNames))],
    classes: classesOf(image),
  };
}

function classesOf({ boxes, masks, classes }: Image): Readonly<Record<string, string>> {
  const layers = [...Object.values(boxes), ...Object.values(masks)];
  const given = classes?.entries.map(({ id, name }) => [String(id), name] as const) ?? [];
  return Object.assign({}, ...layers.map(({ labels }) => labels), Object.fromEntries(given)) as Record<
    string,
    string
  >;
}

function storeClasses(image: Image, target: MediaTarget): JsonObject {
  const classes = Object.entries(classesOf(image));
  if (classes.length === 0) return {};
  const set = classes.map(([id, name]) => ({ id: Number(id), name }));
  const bytes = new TextEncoder().encode(printJson({ _type: "classes", class_set: set }));
  const hash = md5(bytes);
  const artifactName = `${bytesToHex(hash)}_cls`;
  const { path } = target.store({ folder: "classes", extension: ".classes.json", bytes, artifactName });
  return { classes: { type: "classes-file", path, digest: btoa(String.fromCharCode(...hash)) } };
}
