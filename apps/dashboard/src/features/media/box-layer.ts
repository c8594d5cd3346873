import { parseJson, type Json } from "@stepwell/protocol";
import { listOf, objectOf, text } from "./image-cell.ts";

/** A box over a picture. Its place is in parts of the picture unless `isPixels`. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly isPixels: boolean;
  readonly classId: number | undefined;
  readonly caption: string;
  readonly scores: readonly (readonly [name: string, value: number])[];
}

export interface BoxLayerContent {
  readonly boxes: readonly Box[];
  readonly labels: Readonly<Record<string, string>>;
}

const mostBoxes = 2_000;

/** Reads the file of a layer of boxes, or their list as artifacts have it. Boxes without a place are left out. */
export function boxLayer(file: string): BoxLayerContent {
  const value = parseJson(file);
  const layer = objectOf(value);
  const list = Array.isArray(value) ? listOf(value) : listOf(layer["box_data"]);
  const labels = Object.entries(objectOf(layer["class_labels"])).filter(
    (entry): entry is [string, string] => typeof entry[1] === "string",
  );
  return {
    boxes: list.slice(0, mostBoxes).flatMap((item) => box(item)),
    labels: Object.fromEntries(labels),
  };
}

/** The largest score of a box; 1 for a box without any, which no threshold hides. */
export function boxScore({ scores }: Box): number {
  return scores.length === 0
    ? 1
    : scores.reduce((most, [, value]) => Math.max(most, value), Number.NEGATIVE_INFINITY);
}

function box(item: Json): Box[] {
  const facts = objectOf(item);
  const place = placeOf(facts["position"]);
  if (place === undefined) return [];
  const id = facts["class_id"];
  return [
    {
      ...place,
      isPixels: facts["domain"] === "pixel",
      classId: typeof id === "number" && Number.isInteger(id) ? id : undefined,
      caption: text(facts["box_caption"]),
      scores: Object.entries(objectOf(facts["scores"])).filter(
        (entry): entry is [string, number] => typeof entry[1] === "number" && Number.isFinite(entry[1]),
      ),
    },
  ];
}

function placeOf(value: Json | undefined): Pick<Box, "left" | "top" | "width" | "height"> | undefined {
  const position = objectOf(value);
  const [x, y] = listOf(position["middle"]);
  const { minX, maxX, minY, maxY, width, height } = position;
  if (isFinite(x) && isFinite(y) && isFinite(width) && isFinite(height))
    return { left: x - width / 2, top: y - height / 2, width, height };
  if (!isFinite(minX) || !isFinite(maxX) || !isFinite(minY) || !isFinite(maxY)) return undefined;
  return { left: minX, top: minY, width: maxX - minX, height: maxY - minY };
}

function isFinite(value: Json | undefined): value is number {
  return typeof value === "number" && Number.isFinite(value);
}
