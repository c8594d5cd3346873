import type { Json, JsonObject } from "@stepwell/protocol";

/** One picture of a cell. */
export interface ImageItem {
  /** Path below the run's files. */
  readonly path: string;
  readonly caption: string;
  readonly width: number | undefined;
  readonly height: number | undefined;
}

const mostImages = 200;

/** The pictures of a logged value: one image, or a list of them. Anything else gives none. */
export function imageItems(value: Json): ImageItem[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [];
  const cell = value as JsonObject;
  const size = { width: positive(cell["width"]), height: positive(cell["height"]) };
  if (cell["_type"] === "image-file") {
    const path = text(cell["path"]);
    return path === "" ? [] : [{ path, caption: text(cell["caption"]), ...size }];
  }
  if (cell["_type"] !== "images/separated" || !Array.isArray(cell["filenames"])) return [];
  const captions: readonly Json[] = Array.isArray(cell["captions"]) ? cell["captions"] : [];
  return (cell["filenames"] as readonly Json[])
    .slice(0, mostImages)
    .map((path, at) => ({ path: text(path), caption: text(captions[at]), ...size }))
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
