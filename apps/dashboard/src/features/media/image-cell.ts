import type { Json, JsonObject } from "@stepwell/protocol";

/** Something drawn over a picture: a mask's picture, or the file with a layer's boxes. */
export interface ImageLayer {
  readonly name: string;
  /** Path below the run's files. */
  readonly path: string;
}

/** One picture of a cell. */
export interface ImageItem {
  /** Path below the run's files. */
  readonly path: string;
  readonly caption: string;
  readonly width: number | undefined;
  readonly height: number | undefined;
  /** Bytes, where the cell says. */
  readonly size?: number | undefined;
  readonly masks: readonly ImageLayer[];
  readonly boxes: readonly ImageLayer[];
}

const mostLayers = 20;

/** The pictures of a logged value: one image, or a list of them. Anything else gives none. */
export function imageItems(value: Json): ImageItem[] {
  const cell = objectOf(value);
  const shape = { width: positive(cell["width"]), height: positive(cell["height"]) };
  if (cell["_type"] === "image-file") {
    const path = text(cell["path"]);
    if (path === "") return [];
    const size = positive(cell["size"], 2 ** 50);
    const layers = { masks: layersOf(cell["masks"]), boxes: layersOf(cell["boxes"]) };
    return [{ path, caption: text(cell["caption"]), ...shape, size, ...layers }];
  }
  if (cell["_type"] !== "images/separated") return [];
  const [captions, masks, boxes] = [cell["captions"], cell["all_masks"], cell["all_boxes"]].map(listOf);
  return listOf(cell["filenames"])
    .map((path, at) => ({
      path: text(path),
      caption: text(captions?.[at]),
      ...shape,
      masks: layersOf(masks?.[at]),
      boxes: layersOf(boxes?.[at]),
    }))
    .filter(({ path }) => path !== "");
}

/** The text, or "" for anything else. */
export function text(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}

/** A number above 0 and below `limit`, or undefined for anything else. */
export function positive(value: Json | undefined, limit = 1e5): number | undefined {
  return typeof value === "number" && value > 0 && value < limit ? value : undefined;
}

/** The list, or an empty one for anything else. */
export function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

/** The object, or an empty one for anything else. */
export function objectOf(value: Json | undefined): JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}

function layersOf(value: Json | undefined): ImageLayer[] {
  return Object.entries(objectOf(value))
    .slice(0, mostLayers)
    .map(([name, layer]) => ({ name, path: text(objectOf(layer)["path"]) }))
    .filter(({ path }) => path !== "");
}
