import type { JsonObject } from "@stepwell/protocol";
import { UsageError } from "../core-error.ts";
import { asNumberArray } from "../encode/array-like.ts";
import type { OrtTensorLike, TensorLike, TypedArray } from "../encode/array-like.ts";
import { defaultLabels, labelsToJson } from "./class-labels.ts";
import type { ClassLabels } from "./class-labels.ts";
import { encodePixels } from "./encode-pixels.ts";
import { fileJson } from "./media.ts";
import type { MediaTarget } from "./media.ts";

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

/** Checks and encodes a mask. Throws `UsageError` for anything but two axes, and for numbers beyond 0 to 255. */
export function encodeMask(name: string, layer: MaskLayer, imageShape: readonly number[]): EncodedMask {
  const given = layer?.classLabels === undefined ? undefined : labelsToJson(layer.classLabels);
  if (typeof layer === "object" && layer !== null && "path" in layer) {
    return { bytes: undefined, path: layer.path, labels: given ?? {} };
  }
  const numbers = layer?.data === undefined ? undefined : asNumberArray(layer.data);
  if (numbers === undefined) {
    return refuse(
      name,
      `it has neither numbers nor a path. Give { data: new Uint8Array(…), shape: [rows, columns] }`,
    );
  }
  const shape = layer.shape ?? (numbers.shape.length === 1 ? imageShape : numbers.shape);
  const [height = 0, width = 0] = shape;
  const { data } = numbers;
  if (shape.length !== 2 || height * width !== data.length) {
    return refuse(
      name,
      `shape "${shape.join(" × ")}" does not describe "${data.length}" numbers as rows and columns`,
    );
  }
  const values = Array.from(data as ArrayLike<number | bigint>, Number);
  const wrong = values.find((value) => !(Number.isInteger(value) && value >= 0 && value <= 255));
  if (wrong !== undefined) {
    return refuse(name, `it holds "${wrong}". Give whole numbers from 0 to 255`);
  }
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
  const file = bytes ?? target.read(path as string, `the mask "${name}"`);
  return fileJson("mask", target.store({ folder: "images/mask", extension: ".mask.png", bytes: file }));
}

function refuse(name: string, reason: string): never {
  throw new UsageError(`[core] Failed to make the mask "${name}": ${reason}.`);
}
