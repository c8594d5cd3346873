import { UsageError } from "../core-error.ts";
import { asNumberArray } from "../encode/array-like.ts";
import type { OrtTensorLike, TensorLike, TypedArray } from "../encode/array-like.ts";
import type { Box3d, Triple } from "./box3d.ts";
import { fileJson, MEDIA } from "./media.ts";
import type { Media, MediaForm } from "./media.ts";
import { loadSource, pathSource } from "./media-source.ts";
import type { MediaSource } from "./media-source.ts";
import { nestedLists, plainJson } from "./plain-data.ts";

const MARKER = Symbol.for("stepwell.Object3D");
const TYPES = ["obj", "gltf", "glb", "babylon", "stl", "pts.json"] as const;

/** File types of models and point clouds. */
export type Object3DType = (typeof TYPES)[number];

/** Points with boxes and arrows around them. */
export interface Scene3D {
  readonly type: "lidar/beta";
  readonly points?: PointCloud;
  readonly boxes?: readonly Box3d[];
  readonly vectors?: readonly { readonly start: Triple; readonly end: Triple }[];
}

/** Points as rows of x, y, z, then nothing, a category from 1 to 14, or red, green and blue. */
export type PointCloud = readonly (readonly number[])[] | TypedArray | TensorLike | OrtTensorLike;

/** What the data is, and what stands below it. */
export interface Object3DOptions {
  /** Says that text or bytes are the content of such a file; without it text is a path. */
  readonly fileType?: Object3DType;
  /** Rows and columns of a typed array. */
  readonly shape?: readonly [rows: number, columns: number];
  readonly caption?: string;
}

/**
 * A model, point cloud or scene for `log`. Throws `UsageError` for an unknown file type and for points that don't
 * have three, four or six numbers.
 *
 * @example run.log({ cloud: new Object3D(points, { shape: [1000, 3] }) });
 */
export class Object3D implements Media {
  readonly [MARKER] = true;
  readonly caption: string | undefined;
  readonly source: MediaSource;
  readonly fileType: Object3DType;

  constructor(data: string | Uint8Array | PointCloud | Scene3D, options: Object3DOptions = {}) {
    const { fileType, caption } = options;
    this.caption = caption;
    if (fileType !== undefined && (typeof data === "string" || data instanceof Uint8Array)) {
      this.fileType = checkedType(fileType);
      this.source = { bytes: typeof data === "string" ? new TextEncoder().encode(data) : data };
    } else if (typeof data === "string") {
      this.fileType = checkedType(data);
      this.source = pathSource(data, "a 3D object");
    } else {
      this.fileType = "pts.json";
      this.source = { bytes: new TextEncoder().encode(encode(data, options.shape)) };
    }
  }

  get [MEDIA](): MediaForm {
    return {
      name: "Object3D",
      encode: (target) => {
        const bytes = loadSource(this.source, target, "a 3D object");
        const file = target.store({ folder: "object3D", extension: `.${this.fileType}`, bytes });
        return fileJson("object3D-file", file, this.caption);
      },
      group: (encoded) => ({
        _type: "object3D",
        filenames: encoded.map(({ path }) => (path as string).replace(/^media\/object3D\//, "")),
        count: encoded.length,
        objects: encoded,
      }),
      column: () => ({ wbType: "object3D-file" }),
    };
  }

  /** True for this class from any copy of the package. */
  static isInstance(value: unknown): value is Object3D {
    return typeof value === "object" && value !== null && MARKER in value;
  }
}

/** The type that a path or a type's name ends in. */
function checkedType(path: string): Object3DType {
  const lower = path.toLowerCase();
  const type = TYPES.find((one) => lower === one || lower.endsWith(`.${one}`));
  if (type !== undefined) return type;
  throw new UsageError(
    `[core] Failed to make a 3D object: "${path}" is no known file type. Give ${TYPES.join(", ")} as extension of the path or as { fileType }.`,
  );
}

function encode(data: PointCloud | Scene3D, shape: readonly [number, number] | undefined): string {
  if (typeof data !== "object" || data === null) return refuse(`the data is "${String(data)}"`);
  if (!("type" in data) || "dims" in data || Array.isArray(data)) {
    return plainJson(toRows(data as PointCloud, shape));
  }
  const { type, points = [], boxes = [], vectors = [] } = data as Scene3D;
  if (type !== "lidar/beta")
    return refuse(`a scene of the type "${String(type)}" is unknown. Use "lidar/beta"`);
  return plainJson({ type, vectors, points: toRows(points, shape), boxes });
}

function toRows(points: PointCloud, shape: readonly [number, number] | undefined): readonly unknown[] {
  if (Array.isArray(points)) {
    for (const [index, row] of (points as readonly unknown[]).entries()) {
      if (!Array.isArray(row) || !row.every((value) => typeof value === "number")) {
        refuse(`point "${index}" is no list of numbers`);
      }
      checkWidth((row as readonly number[]).length);
    }
    return points;
  }
  const numbers = asNumberArray(points as object);
  if (numbers === undefined) return refuse("the data is neither a path, points nor a scene");
  const axes = shape ?? numbers.shape;
  const [rows = 0, columns = 0] = axes;
  if (axes.length !== 2 || rows * columns !== numbers.data.length) {
    return refuse(
      `shape "${axes.join(" × ")}" does not describe "${numbers.data.length}" numbers. Give { shape: [points, 3] }`,
    );
  }
  checkWidth(columns);
  return nestedLists({ ...numbers, shape: axes });
}

function checkWidth(width: number): void {
  if (width !== 3 && width !== 4 && width !== 6) {
    refuse(`points have "${width}" numbers. Give x, y, z, then nothing, a category, or red, green and blue`);
  }
}

function refuse(reason: string): never {
  throw new UsageError(`[core] Failed to make a 3D object: ${reason}.`);
}
