import type { JsonObject } from "@stepwell/protocol";
import { UsageError } from "../core-error.ts";
import { asNumberArray } from "../encode/array-like.ts";
import type { OrtTensorLike, TensorLike, TypedArray } from "../encode/array-like.ts";
import { didYouMean } from "../settings/did-you-mean.ts";
import { showValue } from "../show-value.ts";
import { describes, showShape } from "./axes.ts";
import { defaultLabels, labelsToJson } from "./class-labels.ts";
import type { ClassLabels } from "./class-labels.ts";
import { encodePixels } from "./encode-pixels.ts";
import { fileJson } from "./media-json.ts";
import type { MediaTarget } from "./media.ts";
import { extensionOf } from "./media-source.ts";

/** One layer that gives each pixel of an image a class: numbers from 0 to 255, or a grey png that holds them. */
export type MaskLayer =
  | {
      readonly data: TypedArray | TensorLike | OrtTensorLike;
      /** Rows and columns; default: the image's. */
      readonly shape?: readonly number[];
      /** Default: `class_<number>` for each number in the mask. */
      readonly classLabels?: ClassLabels;
    }
  | { readonly path: string; readonly classLabels?: ClassLabels };

/** A checked layer, ready to be written. */
export interface EncodedMask {
  readonly bytes: Uint8Array | undefined;
  readonly path: string | undefined;
  readonly labels: Readonly<Record<string, string>>;
}

const LAYER_MEMBERS: readonly string[] = ["data", "shape", "path", "classLabels"];

/** Checks and encodes a mask. Throws `UsageError` for anything but two axes, and for numbers beyond 0 to 255. */
export function encodeMask(name: string, layer: MaskLayer, imageShape: readonly number[]): EncodedMask {
  if (typeof layer !== "object" || layer === null) return refuse(name, `it is "${showValue(layer)}"`);
  const unknown = Object.keys(layer).find((member) => !LAYER_MEMBERS.includes(member));
  if (unknown !== undefined) {
    return refuse(
      name,
      `the member "${showValue(unknown)}" is not known`,
      didYouMean(unknown.slice(0, 80), LAYER_MEMBERS),
    );
  }
  const given = layer.classLabels === undefined ? undefined : labelsToJson(layer.classLabels);
  if ("path" in layer) {
    const { path } = layer;
    if (typeof path !== "string") return refuse(name, `its path is "${showValue(path)}"`);
    return { bytes: undefined, path, labels: given ?? {} };
  }
  const { data } = layer;
  const numbers = typeof data === "object" && data !== null ? asNumberArray(data) : undefined;
  if (numbers === undefined) return refuse(name, `its data is "${showValue(data)}"`);
  const shape: unknown = layer.shape ?? (numbers.shape.length === 1 ? imageShape : numbers.shape);
  if (!describes(shape, numbers.data.length) || shape.length !== 2) {
    return refuse(
      name,
      `shape "${showShape(shape)}" does not describe "${numbers.data.length}" numbers as rows and columns`,
      "Give { shape: [rows, columns] }.",
    );
  }
  const values = Array.from(numbers.data as ArrayLike<number | bigint>, Number);
  const wrong = values.find((value) => !(Number.isInteger(value) && value >= 0 && value <= 255));
  if (wrong !== undefined) {
    return refuse(name, `its data holds "${wrong}"`, "Give whole numbers from 0 to 255.");
  }
  const [height = 0, width = 0] = shape;
  const png = encodePixels({ data: Uint8Array.from(values), width, height, channels: 1, normalize: false });
  return { bytes: png.bytes, path: undefined, labels: given ?? defaultLabels(values) };
}

/** Writes a mask's file. Throws `UsageError` when its path can't be read. */
export function storeMask(
  name: string,
  { bytes, path, labels }: EncodedMask,
  target: MediaTarget,
): JsonObject {
  target.setClassLabels("mask", name, labels);
  const picture = bytes ?? target.read(path as string, `the mask "${name}"`);
  // A file of the user's keeps its own ending, as at W&B.
  const extension = path === undefined ? ".mask.png" : `.${extensionOf(path)}`;
  return fileJson("mask", target.store({ folder: "images/mask", extension, bytes: picture }));
}

const REMEDY = "Give { data: new Uint8Array(…), shape: [rows, columns] }, or { path } of a grey png.";

function refuse(name: string, reason: string, remedy = REMEDY): never {
  throw new UsageError(`[core] Failed to make the mask "${showValue(name)}": ${reason}. ${remedy}`);
}
