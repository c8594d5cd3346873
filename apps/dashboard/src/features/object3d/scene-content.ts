import { parseJson, type Json, type JsonObject } from "@stepwell/protocol";
import { formatValue } from "../../lib/format-value.ts";

type Triple = readonly [number, number, number];

export interface SceneBox {
  readonly corners: readonly Triple[];
  /** Red, green and blue, 0 to 1. */
  readonly color: Triple;
  readonly label: string;
}

/** Points, boxes and arrows, with everything checked that is drawn. */
export interface SceneContent {
  /** x, y and z of each point. */
  readonly positions: Float32Array;
  /** Red, green and blue of each point, 0 to 1, where points have colours. */
  readonly colors: Float32Array | undefined;
  /** The category of each point, from 1, where points have categories. */
  readonly categories: Uint8Array | undefined;
  readonly boxes: readonly SceneBox[];
  readonly vectors: readonly { readonly start: Triple; readonly end: Triple }[];
  /** Points that are stored; more than are drawn where there are too many or some are not finite. */
  readonly stored: number;
}

const mostPoints = 1_000_000;
const mostBoxes = 2_000;

/** Reads a point cloud or a scene, as logged by us or by W&B. Undefined for anything that is none. */
export function sceneContent(text: string): SceneContent | undefined {
  const value = json(text);
  if (Array.isArray(value)) return scene(value, [], []);
  if (!isObject(value)) return undefined;
  const { points, boxes, vectors } = value;
  if (!Array.isArray(points) && !Array.isArray(boxes) && !Array.isArray(vectors)) return undefined;
  return scene(list(points), list(boxes), list(vectors));
}

function scene(points: readonly Json[], boxes: readonly Json[], vectors: readonly Json[]): SceneContent {
  const width = Array.isArray(points[0]) ? points[0].length : 3;
  // Every so many points, so that what is left out is spread evenly.
  const every = Math.ceil(points.length / mostPoints) || 1;
  const room = Math.ceil(points.length / every);
  const positions = new Float32Array(room * 3);
  const colors = width >= 6 ? new Float32Array(room * 3) : undefined;
  const categories = width === 4 ? new Uint8Array(room) : undefined;
  let drawn = 0;
  for (let at = 0; at < points.length; at += every) {
    const point = points[at];
    if (!Array.isArray(point) || !isTriple(point)) continue;
    positions.set([point[0], point[1], point[2]], drawn * 3);
    colors?.set([channel(point[3]), channel(point[4]), channel(point[5])], drawn * 3);
    if (categories !== undefined) categories[drawn] = Math.max(0, Math.min(255, Number(point[3]) || 0));
    drawn += 1;
  }
  return {
    positions: positions.subarray(0, drawn * 3),
    colors: colors?.subarray(0, drawn * 3),
    categories: categories?.subarray(0, drawn),
    boxes: boxes.slice(0, mostBoxes).flatMap(boxOf),
    vectors: vectors.slice(0, mostBoxes).flatMap((vector) => {
      const { start, end } = isObject(vector) ? vector : {};
      return isTriple(start) && isTriple(end) ? [{ start, end }] : [];
    }),
    stored: points.length,
  };
}

function boxOf(box: Json): SceneBox[] {
  if (!isObject(box)) return [];
  const corners = list(box["corners"]);
  if (corners.length !== 8 || !corners.every(isTriple)) return [];
  const color = list(box["color"]);
  const name = typeof box["label"] === "string" ? box["label"].slice(0, 60) : "";
  const score = typeof box["score"] === "number" ? ` ${formatValue(box["score"], 3)}` : "";
  return [
    {
      corners: corners as unknown as readonly Triple[],
      color: [channel(color[0]), channel(color[1]), channel(color[2])],
      label: `${name}${score}`.trim(),
    },
  ];
}

/** JSON, of ours also with NaN and infinities. The built-in reader is several times as fast. */
function json(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    try {
      return parseJson(text);
    } catch {
      return undefined;
    }
  }
}

function channel(value: Json | undefined): number {
  return typeof value === "number" && value > 0 ? Math.min(1, value / 255) : 0;
}

function list(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

function isTriple(value: unknown): value is Triple {
  return (
    Array.isArray(value) &&
    Number.isFinite(value[0]) &&
    Number.isFinite(value[1]) &&
    Number.isFinite(value[2])
  );
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
