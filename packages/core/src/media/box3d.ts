import { UsageError } from "../core-error.ts";
import { showValue } from "../show-value.ts";
import { checkMediaOptions } from "./check-media-options.ts";
import type { OptionKind } from "./check-media-options.ts";
import { readArguments } from "./read-arguments.ts";

/** A point in space, or a colour's red, green and blue. */
export type Triple = readonly [number, number, number];

/** Where a box stands, in the units of its scene, and how it looks. */
export interface Box3dOptions {
  readonly center: Triple;
  readonly size: Triple;
  /** A turn as a quaternion: real part, then x, y, z. Default: none. */
  readonly orientation?: readonly [number, number, number, number];
  /** Red, green and blue, 0 to 255. */
  readonly color: Triple;
  readonly label?: string;
  readonly score?: number;
}

/** A box in a scene, by its eight corners. */
export interface Box3d {
  readonly corners: readonly Triple[];
  readonly color: Triple;
  readonly label?: string;
  readonly score?: number;
}

/**
 * Makes a box for an `Object3D` scene. Throws `UsageError` for what is no number and for a turn of length zero.
 * A turn to the left gives the left turn; W&B's client loses its sign.
 *
 * @example box3d({ center: [0, 0, 1], size: [2, 4, 2], color: [255, 0, 0], label: "car" });
 */
export function box3d(options: Box3dOptions): Box3d {
  return readArguments("a box", () => readBox(options));
}

const OPTIONS: Readonly<Record<keyof Box3dOptions, OptionKind>> = {
  center: "any",
  size: "any",
  orientation: "any",
  color: "any",
  label: "text",
  score: "any",
};

function readBox(options: Box3dOptions): Box3d {
  checkMediaOptions("a box", options, OPTIONS);
  const { center, size, orientation = [1, 0, 0, 0], color, label, score } = options;
  checkNumbers("center", center, 3);
  checkNumbers("size", size, 3);
  checkNumbers("orientation", orientation, 4);
  checkNumbers("color", color, 3);
  if (score !== undefined && typeof score !== "number") {
    throw new UsageError(`[core] Failed to make a box: its score is "${showValue(score)}". Give a number.`);
  }
  const length = Math.hypot(...orientation);
  if (length === 0) {
    throw new UsageError(
      `[core] Failed to make a box: its orientation is "0, 0, 0, 0", which is no turn. Give [1, 0, 0, 0] for none.`,
    );
  }
  const turn = orientation.map((part) => part / length) as unknown as typeof orientation;
  return {
    corners: SIGNS.map((signs) => corner(center, size, turn, signs)),
    color,
    ...(label === undefined ? {} : { label }),
    ...(score === undefined ? {} : { score }),
  };
}

const SIGNS: readonly Triple[] = [-1, 1].flatMap((x) =>
  [-1, 1].flatMap((y) => [-1, 1].map((z) => [x, y, z] as const)),
);

function corner(
  center: Triple,
  size: Triple,
  [r, i, j, k]: readonly [number, number, number, number],
  signs: Triple,
): Triple {
  const x = (signs[0] * size[0]) / 2;
  const y = (signs[1] * size[1]) / 2;
  const z = (signs[2] * size[2]) / 2;
  return [
    center[0] + x * (1 - 2 * (j * j + k * k)) + y * 2 * (i * j - k * r) + z * 2 * (i * k + j * r),
    center[1] + x * 2 * (i * j + k * r) + y * (1 - 2 * (i * i + k * k)) + z * 2 * (j * k - i * r),
    center[2] + x * 2 * (i * k - j * r) + y * 2 * (j * k + i * r) + z * (1 - 2 * (i * i + j * j)),
  ];
}

function checkNumbers(name: string, values: unknown, count: number): void {
  const isShort = Array.isArray(values) && values.length <= 8;
  const list = isShort ? Array.from(values as readonly unknown[]) : [];
  if (list.length === count && list.every(Number.isFinite)) return;
  const shown = isShort ? list.map(showValue).join(", ") : showValue(values);
  throw new UsageError(
    `[core] Failed to make a box: its ${name} is "${shown}". Give a list of ${count} numbers.`,
  );
}
