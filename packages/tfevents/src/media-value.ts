import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import type { JsonObject } from "@stepwell/protocol";

/** A file that a row names. */
export interface MediaFile {
  /** Below the run's `files/` folder. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** Pictures or sounds of one tag and step, as a logged value, and their files. */
export interface MediaValue {
  readonly value: JsonObject;
  readonly files: readonly MediaFile[];
}

export interface EncodedMedia {
  readonly kind: "image" | "audio";
  readonly tag: string;
  readonly step: number;
  /** Encoded as they were written; none is decoded. */
  readonly items: readonly Uint8Array[];
  /** Of pictures: width and height, 0 where that is not known. */
  readonly size: readonly [number, number];
}

/** The first bytes of the formats that summaries come in, and their endings. */
const FORMATS: Readonly<
  Record<EncodedMedia["kind"], readonly (readonly [begins: string, format: string])[]>
> = {
  image: [
    ["89504e47", "png"],
    ["ffd8ff", "jpg"],
    ["47494638", "gif"],
    ["424d", "bmp"],
  ],
  audio: [["52494646", "wav"]],
};
/** A tag may be of any length, and a file's name may not. */
const MAX_NAME = 60;
const MAX_ITEMS = 200;

/** Makes a logged value of encoded media; undefined when none of it has a known format. */
export function mediaValue({ kind, tag, step, items, size }: EncodedMedia): MediaValue | undefined {
  const files: (MediaFile & { format: string; sha256: string })[] = [];
  for (const bytes of items.slice(0, MAX_ITEMS)) {
    const format = formatOf(kind, bytes);
    if (format === undefined) continue;
    const hash = bytesToHex(sha256(bytes));
    const folder = kind === "image" ? "images" : "audio";
    const path = `media/${folder}/${plainName(tag)}_${step}_${hash.slice(0, 20)}.${format}`;
    files.push({ path, bytes, format, sha256: hash });
  }
  const [first] = files;
  if (first === undefined) return undefined;
  const [width, height] = size;
  const shape = width > 0 && height > 0 ? { width, height } : {};
  const of = ({ path, format, bytes, sha256 }: typeof first): JsonObject =>
    kind === "image"
      ? { _type: "image-file", path, sha256, size: bytes.length, format, ...shape }
      : { _type: "audio-file", path, sha256, size: bytes.length };
  const group: JsonObject =
    kind === "image"
      ? {
          _type: "images/separated",
          ...shape,
          format: first.format,
          count: files.length,
          filenames: files.map(({ path }) => path),
          captions: false,
        }
      : { _type: "audio", count: files.length, audio: files.map(of) };
  return { value: files.length === 1 ? of(first) : group, files };
}

function formatOf(kind: EncodedMedia["kind"], bytes: Uint8Array): string | undefined {
  const head = bytesToHex(bytes.subarray(0, 4));
  return FORMATS[kind].find(([begins]) => head.startsWith(begins))?.[1];
}

/** Whatever the tag is, the file lies directly in its folder. */
function plainName(tag: string): string {
  return tag.replaceAll(/[^A-Za-z0-9_-]+/g, "_").slice(0, MAX_NAME);
}
