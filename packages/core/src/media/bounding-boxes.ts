import type { Json, JsonObject } from "@stepwell/protocol";
import { printJson } from "@stepwell/protocol";
import { UsageError } from "../core-error.ts";
import { didYouMean } from "../settings/did-you-mean.ts";
import { showValue } from "../show-value.ts";
import { defaultLabels, labelsToJson } from "./class-labels.ts";
import type { ClassLabels } from "./class-labels.ts";
import { fileJson } from "./media-json.ts";
import type { MediaTarget } from "./media.ts";

/** Where a box lies: by its corners or by its middle, in parts of the image unless `domain` is `pixel`. */
export type BoxPosition =
  | { readonly minX: number; readonly maxX: number; readonly minY: number; readonly maxY: number }
  | { readonly middle: readonly [number, number]; readonly width: number; readonly height: number };

/** One box on an image. */
export interface BoundingBox {
  readonly position: BoxPosition;
  /** Default: positions are parts of the image, 0 to 1. */
  readonly domain?: "pixel";
  readonly classId?: number;
  readonly caption?: string;
  /** Any numbers that belong to the box, by name. */
  readonly scores?: Readonly<Record<string, number>>;
}

/** One layer of boxes. Without labels each class is called `class_<id>`, and every box needs a `classId`. */
export interface BoxLayer {
  readonly boxes: readonly BoundingBox[];
  readonly classLabels?: ClassLabels;
}

/** A checked layer, ready to be written. */
export interface EncodedBoxes {
  readonly json: JsonObject;
  readonly labels: Readonly<Record<string, string>>;
  readonly scoreNames: readonly string[];
}

const BOX_MEMBERS: readonly string[] = ["position", "domain", "classId", "caption", "scores"];

/** Checks a layer of boxes. Throws `UsageError` naming the layer and the box. */
export function encodeBoxes(name: string, layer: BoxLayer): EncodedBoxes {
  const shown = showValue(name);
  if (!Array.isArray(layer?.boxes)) {
    const found = typeof layer === "object" && layer !== null ? layer.boxes : layer;
    return refuse(
      `the layer "${shown}" has "${showValue(found)}" as boxes. Give { boxes: [{ position, classId }] }`,
    );
  }
  const boxes: readonly BoundingBox[] = layer.boxes;
  // A list with holes has boxes that are undefined, which its own methods skip.
  const data = Array.from(boxes, (box, index) => encodeBox(`box "${index}" of the layer "${shown}"`, box));
  const labels = layer.classLabels === undefined ? namedById(shown, boxes) : labelsToJson(layer.classLabels);
  const scoreNames = [...new Set(boxes.flatMap(({ scores }) => Object.keys(scores ?? {})))];
  return { json: { box_data: data, class_labels: labels }, labels, scoreNames };
}

/** Writes a layer's file; in an artifact, where W&B looks for them, the boxes stand in the image's own JSON. */
export function storeBoxes(name: string, { json, labels }: EncodedBoxes, target: MediaTarget): Json {
  if (target.inArtifact) return json["box_data"] ?? [];
  target.setClassLabels("bounding_box", name, labels);
  const bytes = new TextEncoder().encode(printJson(json));
  return fileJson("boxes2D", target.store({ folder: "metadata/boxes2D", extension: ".boxes2D.json", bytes }));
}

function namedById(name: string, boxes: readonly BoundingBox[]): Readonly<Record<string, string>> {
  return defaultLabels(
    boxes.map(
      ({ classId }, index) =>
        classId ??
        refuse(
          `box "${index}" of the layer "${name}" has no class. Give it a classId, or the layer classLabels`,
        ),
    ),
  );
}

function encodeBox(what: string, box: BoundingBox): JsonObject {
  if (typeof box !== "object" || box === null) {
    return refuse(`${what} is "${showValue(box)}". Give { position, classId }`);
  }
  const unknown = Object.keys(box).find((member) => !BOX_MEMBERS.includes(member));
  if (unknown !== undefined) {
    throw new UsageError(
      `[core] Failed to draw boxes on an image: ${what} has the member "${showValue(unknown)}". ${didYouMean(unknown.slice(0, 80), BOX_MEMBERS)}`,
    );
  }
  const { position, domain, classId, caption, scores } = box;
  if (classId !== undefined && !Number.isInteger(classId)) {
    return refuse(`${what} has the class "${showValue(classId)}". Give a whole number as classId`);
  }
  if (caption !== undefined && typeof caption !== "string") {
    return refuse(`${what} has the caption "${showValue(caption)}". Give text`);
  }
  if (domain !== undefined && domain !== "pixel") {
    return refuse(
      `${what} has the domain "${showValue(domain)}". Give "pixel", or leave it out for parts of the image`,
    );
  }
  if (scores !== undefined && (typeof scores !== "object" || scores === null || Array.isArray(scores))) {
    return refuse(`${what} has "${showValue(scores)}" as scores. Give numbers by name`);
  }
  for (const [score, value] of Object.entries(scores ?? {})) {
    if (typeof value === "number") continue;
    return refuse(
      `${what} has the score "${showValue(score)}", which is no number but "${showValue(value)}". Give a number`,
    );
  }
  return {
    position: encodePosition(what, position),
    ...(domain === undefined ? {} : { domain }),
    ...(classId === undefined ? {} : { class_id: classId }),
    ...(caption === undefined ? {} : { box_caption: caption }),
    ...(scores === undefined ? {} : { scores }),
  };
}

function encodePosition(what: string, position: BoxPosition): JsonObject {
  if (typeof position === "object" && position !== null) {
    if ("middle" in position) {
      const { middle, width, height } = position;
      const [x, y] = Array.isArray(middle) ? (middle as readonly (number | undefined)[]) : [];
      if (x !== undefined && y !== undefined && isNumbers(x, y, width, height))
        return { middle: [x, y], width, height };
    } else {
      const { minX, maxX, minY, maxY } = position;
      if (isNumbers(minX, maxX, minY, maxY)) return { minX, maxX, minY, maxY };
    }
  }
  return refuse(
    `${what} has the position "${showValue(position)}". Give { minX, maxX, minY, maxY } or { middle: [x, y], width, height }, all numbers`,
  );
}

function isNumbers(...values: readonly unknown[]): boolean {
  return values.every((value) => typeof value === "number");
}

function refuse(reason: string): never {
  throw new UsageError(`[core] Failed to draw boxes on an image: ${reason}.`);
}
