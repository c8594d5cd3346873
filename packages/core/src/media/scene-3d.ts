import { UsageError } from "../core-error.ts";
import { asNumberArray } from "../encode/array-like.ts";
import type { OrtTensorLike, TensorLike, TypedArray } from "../encode/array-like.ts";
import { showValue } from "../show-value.ts";
import { describes, showShape } from "./axes.ts";
import type { Box3d, Triple } from "./box3d.ts";
import { nestedLists, plainJson } from "./plain-data.ts";

/** Points with boxes and arrows around them. */
export interface Scene3D {
  readonly type: "lidar/beta";
  readonly points?: PointCloud;
  readonly boxes?: readonly Box3d[];
  readonly vectors?: readonly { readonly start: Triple; readonly end: Triple }[];
}

/** Points as rows of x, y, z, then nothing, a category from 1 to 14, or red, green and blue. */
export type PointCloud = readonly (readonly number[])[] | TypedArray | TensorLike | OrtTensorLike;

const MEMBERS: readonly string[] = ["type", "points", "boxes", "vectors"];
const CORNERS = 8;

/** The file of a scene or of its points alone. Throws `UsageError` that names the point, box or arrow. */
export function encodeScene(data: PointCloud | Scene3D, shape: readonly number[] | undefined): string {
  if (typeof data !== "object" || data === null)
    return refuse(`the data is "${showValue(data)}". Give a path, points as [[x, y, z], …] or a scene`);
  if (!("type" in data) || "dims" in data || Array.isArray(data)) {
    return plainJson(readPoints(data as PointCloud, shape));
  }
  const { type, points = [], boxes = [], vectors = [] } = data as Scene3D;
  if (type !== "lidar/beta")
    return refuse(`a scene of the type "${showValue(type)}" is unknown. Use "lidar/beta"`);
  const unknown = Object.keys(data).find((member) => !MEMBERS.includes(member));
  if (unknown !== undefined)
    return refuse(`the scene has the member "${showValue(unknown)}". Give points, boxes and vectors`);
  return plainJson({
    type,
    vectors: readEach("vectors", vectors, checkVector),
    points: readPoints(points, shape),
    boxes: readEach("boxes", boxes, checkBox),
  });
}

function readEach<T>(name: string, list: readonly T[], check: (one: T, place: string) => void): readonly T[] {
  if (!Array.isArray(list)) return refuse(`"${name}" is "${showValue(list)}". Give a list`);
  // The list's own methods skip its holes.
  return Array.from(list as readonly T[], (item, index) => {
    check(item, `entry "${index}" of "${name}"`);
    return item;
  });
}

function checkVector(vector: { readonly start: Triple; readonly end: Triple }, place: string): void {
  if (isPoint(vector?.start) && isPoint(vector.end)) return;
  refuse(`${place} has no start and end. Give { start: [x, y, z], end: [x, y, z] }`);
}

function checkBox(box: Box3d, place: string): void {
  const corners: unknown = box?.corners;
  if (!Array.isArray(corners) || corners.length !== CORNERS || !Array.from(corners).every(isPoint)) {
    refuse(`${place} has no 8 corners. Make it with box3d({ center, size, color })`);
  }
  if (!isPoint(box.color))
    refuse(`${place} has the color "${showValue(box.color)}". Give [red, green, blue]`);
}

function isPoint(value: unknown): boolean {
  return (
    Array.isArray(value) && value.length === 3 && Array.from(value).every((one) => typeof one === "number")
  );
}

function readPoints(points: PointCloud, shape: readonly number[] | undefined): readonly unknown[] {
  if (Array.isArray(points)) {
    return Array.from(points as readonly unknown[], readPoint);
  }
  const numbers = typeof points === "object" && points !== null ? asNumberArray(points) : undefined;
  if (numbers === undefined) {
    return refuse(
      `the data is "${showValue(points)}", neither a path, points nor a scene. Give points as [[x, y, z], …]`,
    );
  }
  const axes: unknown = shape ?? numbers.shape;
  if (!describes(axes, numbers.data.length) || axes.length !== 2) {
    return refuse(
      `shape "${showShape(axes)}" does not describe "${numbers.data.length}" numbers. Give { shape: [points, 3] }`,
    );
  }
  checkWidth(axes[1]);
  return nestedLists({ ...numbers, shape: axes });
}

function readPoint(row: unknown, index: number): readonly unknown[] {
  const isList = Array.isArray(row);
  if (isList) checkWidth(row.length);
  if (isList && Array.from(row).every((value) => typeof value === "number")) return row;
  return refuse(`point "${index}" is "${showValue(row)}", no list of numbers. Give [x, y, z]`);
}

function checkWidth(width: number | undefined): void {
  if (width === 3 || width === 4 || width === 6) return;
  refuse(`points have "${width}" numbers. Give x, y, z, then nothing, a category, or red, green and blue`);
}

function refuse(reason: string): never {
  throw new UsageError(`[core] Failed to make a 3D object: ${reason}.`);
}
