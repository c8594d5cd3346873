import type { TaggedValue } from "@stepwell/conformance";
import { Audio } from "../src/media/audio.ts";
import type { BoundingBox } from "../src/media/bounding-boxes.ts";
import { Html } from "../src/media/html.ts";
import { Image } from "../src/media/image.ts";
import type { ImageOptions } from "../src/media/image.ts";
import { Molecule } from "../src/media/molecule.ts";
import type { MoleculeOptions } from "../src/media/molecule.ts";
import { Object3D } from "../src/media/object-3d.ts";
import type { PointCloud } from "../src/media/scene-3d.ts";
import { columnType } from "../src/media/column-spec.ts";
import type { ColumnSpec } from "../src/media/column-spec.ts";
import { Table } from "../src/media/table.ts";
import type { TableOptions } from "../src/media/table-options.ts";
import { Video } from "../src/media/video.ts";
import type { VideoOptions } from "../src/media/video.ts";

/** The media object of a tag, as a JavaScript user would make it; undefined for other tags. */
export function decodeMedia(tagged: TaggedValue, decode: (value: unknown) => unknown): unknown {
  const { $: tag, ...given } = tagged;
  switch (tag) {
    case "image":
      return decodeImage(given, decode);
    case "html":
      return new Html(given["data"] as string, without(given, "data"));
    case "audio":
      return new Audio(Float32Array.from(given["samples"] as number[]), without(given, "samples"));
    case "video":
      return new Video(
        Uint8Array.from(atob(String(given["base64"])), (char) => char.charCodeAt(0)),
        without(given, "base64") as VideoOptions,
      );
    case "molecule":
      return new Molecule(given["text"] as string, without(given, "text") as MoleculeOptions);
    case "object3d":
      return new Object3D(decode(given["data"]) as PointCloud);
    case "table":
      return decodeTable(given, decode);
    default:
      return undefined;
  }
}

function decodeTable({ dtype, ...given }: Given, decode: (value: unknown) => unknown): Table {
  const options = decode(given) as TableOptions;
  if (dtype === undefined) return new Table(options);
  return new Table({ ...options, dtype: Array.isArray(dtype) ? dtype.map(decodeDtype) : decodeDtype(dtype) });
}

/** The type of a column as a case has it: a name, a list of them, or a constant. */
export function decodeDtype(dtype: unknown): ColumnSpec {
  if (Array.isArray(dtype)) return columnType.oneOf(...dtype.map(decodeDtype));
  if (typeof dtype === "object" && dtype !== null && "const" in dtype)
    return columnType.constant(dtype.const as string | number | boolean);
  return dtype as ColumnSpec;
}

type Given = Readonly<Record<string, unknown>>;

function without(given: Given, data: string): Given {
  return Object.fromEntries(Object.entries(given).filter(([name]) => name !== data));
}

function decodeImage(given: Given, decode: (value: unknown) => unknown): Image {
  const { pixels, boxes, ...options } = given;
  const { shape, data } = pixels as { shape: number[]; data: number[] };
  return new Image(Uint8Array.from(data), {
    ...(options as ImageOptions),
    shape,
    ...(boxes === undefined ? {} : { boxes: decodeBoxes(decode(boxes) as Given) }),
  });
}

function decodeBoxes(layers: Given): NonNullable<ImageOptions["boxes"]> {
  return Object.fromEntries(
    Object.entries(layers as Record<string, { box_data: Given[]; class_labels: Map<number, string> }>).map(
      ([name, { box_data, class_labels }]) => [
        name,
        { boxes: box_data.map(decodeBox), classLabels: class_labels },
      ],
    ),
  );
}

function decodeBox({ class_id, box_caption, ...rest }: Given): BoundingBox {
  return { ...rest, classId: class_id, caption: box_caption } as BoundingBox;
}
