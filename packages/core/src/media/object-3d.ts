import { UsageError } from "../core-error.ts";
import { showValue } from "../show-value.ts";
import { isBlob } from "./blob-bytes.ts";
import type { BlobLike } from "./blob-bytes.ts";
import { checkMediaOptions } from "./check-media-options.ts";
import type { OptionKind } from "./check-media-options.ts";
import { contentBytes } from "./file-content.ts";
import { fileJson } from "./media-json.ts";
import { MEDIA } from "./media.ts";
import type { Media, MediaForm } from "./media.ts";
import { createMediaTarget } from "./media-target.ts";
import { loadSource, pathSource } from "./media-source.ts";
import type { MediaSource } from "./media-source.ts";
import { readArguments } from "./read-arguments.ts";
import { encodeScene } from "./scene-3d.ts";
import type { PointCloud, Scene3D } from "./scene-3d.ts";

const MARKER = Symbol.for("stepwell.Object3D");
const TYPES = ["obj", "gltf", "glb", "babylon", "stl", "pts.json"] as const;

/** File types of models and point clouds. */
export type Object3DType = (typeof TYPES)[number];

/** What the data is, and what stands below it. */
export interface Object3DOptions {
  /** Says that text or bytes are the content of such a file; without it text is a path. */
  readonly fileType?: Object3DType;
  /** Rows and columns of a typed array. */
  readonly shape?: readonly [rows: number, columns: number];
  readonly caption?: string;
}

/** A path, the content of a file with its `fileType`, points, or a scene. */
export type Object3DSource = string | Uint8Array | BlobLike | PointCloud | Scene3D;

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

  constructor(data: Object3DSource, options: Object3DOptions = {}) {
    const facts = readArguments("a 3D object", () => readObject3D(data, options));
    this.caption = options.caption;
    this.source = facts.source;
    this.fileType = facts.fileType;
  }

  get [MEDIA](): MediaForm {
    return {
      name: "Object3D",
      target: createMediaTarget,
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

const OPTIONS: Readonly<Record<keyof Object3DOptions, OptionKind>> = {
  fileType: "text",
  shape: "any",
  caption: "text",
};

function readObject3D(data: Object3DSource, options: Object3DOptions): Pick<Object3D, "source" | "fileType"> {
  checkMediaOptions("a 3D object", options, OPTIONS);
  const { fileType, shape } = options;
  if (typeof data === "string" && fileType === undefined) {
    return { fileType: checkedType(data), source: pathSource(data, "a 3D object") };
  }
  if (fileType !== undefined || isBlob(data)) {
    const type = checkedType(fileType ?? `.${((data as { name?: unknown }).name ?? "") as string}`);
    return { fileType: type, source: contentBytes(data, "a 3D object") };
  }
  const text = encodeScene(data as PointCloud | Scene3D, shape);
  return { fileType: "pts.json", source: { bytes: new TextEncoder().encode(text) } };
}

/** The type that a path or a type's name ends in. */
function checkedType(path: string): Object3DType {
  const lower = path.slice(-80).toLowerCase();
  const type = TYPES.find((one) => lower === one || lower.endsWith(`.${one}`));
  if (type !== undefined) return type;
  throw new UsageError(
    `[core] Failed to make a 3D object: "${showValue(path)}" is no known file type. Give ${TYPES.join(", ")} as extension of the path or as { fileType }.`,
  );
}
