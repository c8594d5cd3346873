import type { Json, JsonObject } from "@stepwell/protocol";
import { imageItems, positive, text, type ImageItem } from "./image-cell.ts";

/** What a file is shown by; `file` is only named. */
export type FileKind =
  | "audio"
  | "video"
  | "table"
  | "graph"
  | "html"
  | "object3d"
  | "molecule"
  | "plotly"
  | "vega"
  | "file";

/** A logged file that is no picture. */
export interface FileItem {
  readonly kind: FileKind;
  /** What it is, in a word or two. */
  readonly label: string;
  readonly path: string;
  readonly caption: string;
  /** Bytes, where the cell says. */
  readonly size: number | undefined;
  /** Where the same lies in an artifact, with its media: `wandb-client-artifact://…`; "" for nowhere. */
  readonly artifactPath?: string;
  /** Of a table: all rows that it had, of which the file may have the first or the last ones. */
  readonly rows?: number;
  /** Of a table that is logged in increments: where those before it lie, as `artifactPath`. */
  readonly earlier?: readonly string[];
}

export type MediaItem = ({ readonly kind: "image" } & ImageItem) | FileItem;

const mostEarlier = 1_000;
const labels: Readonly<Record<string, string>> = {
  "audio-file": "audio",
  "video-file": "video",
  "table-file": "table",
  "html-file": "HTML",
  "object3D-file": "3D object",
  "molecule-file": "molecule",
};
const kinds: Readonly<Record<string, FileKind>> = {
  "audio-file": "audio",
  "video-file": "video",
  "table-file": "table",
  "incremental-table-file": "table",
  "joined-table": "table",
  "partitioned-table": "table",
  "graph-file": "graph",
  "html-file": "html",
  "object3D-file": "object3d",
  "molecule-file": "molecule",
  "plotly-file": "plotly",
  "vega-file": "vega",
};
/** Where groups of one type keep their files. */
const groups: Readonly<Record<string, readonly [list: string, type: string]>> = {
  audio: ["audio", "audio-file"],
  videos: ["videos", "video-file"],
  html: ["html", "html-file"],
  object3D: ["objects", "object3D-file"],
  molecule: ["filenames", "molecule-file"],
};

/** The pictures and files of a logged value, as far as it names them. Anything else gives none. */
export function mediaItems(value: Json): MediaItem[] {
  const images = imageItems(value);
  if (images.length > 0) return images.map((image) => ({ kind: "image", ...image }));
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [];
  const cell = value as JsonObject;
  const type = text(cell["_type"]);
  const group = Object.hasOwn(groups, type) ? groups[type] : undefined;
  if (group === undefined) return fileItem(cell, type);
  const list = cell[group[0]];
  if (!Array.isArray(list)) return [];
  const captions: readonly Json[] = Array.isArray(cell["captions"]) ? cell["captions"] : [];
  return (list as readonly Json[]).flatMap((item, at) => {
    const file = typeof item === "object" && item !== null ? (item as JsonObject) : { path: item };
    return fileItem({ caption: captions[at] ?? "", ...file }, group[1]);
  });
}

function fileItem(cell: JsonObject, type: string): FileItem[] {
  const artifactPath = text(cell["artifact_path"]);
  // Tables that are made of others lie in an artifact only.
  const isMade = type === "joined-table" || type === "partitioned-table";
  const path = isMade ? artifactPath.replace(/^wandb-client-artifact:\/\/[^/]*\//, "") : text(cell["path"]);
  if (path === "" || type === "" || type === "image-file") return [];
  const known = Object.hasOwn(kinds, type) ? (kinds[type] as FileKind) : "file";
  const kind = known === "table" && !path.endsWith(".json") ? "file" : known;
  const label = Object.hasOwn(labels, type) ? (labels[type] as string) : type.replace(/-file$/, "");
  const size = positive(cell["size"], 2 ** 50);
  const rows = kind === "table" ? positive(cell["nrows"], 2 ** 50) : undefined;
  const before = cell["previous_increments_paths"];
  const earlier = Array.isArray(before) ? before.map(text).slice(0, mostEarlier) : [];
  const facts = {
    ...(artifactPath === "" ? {} : { artifactPath }),
    ...(rows === undefined ? {} : { rows }),
    ...(kind === "table" && earlier.length > 0 ? { earlier } : {}),
  };
  return [{ kind, label, path, caption: text(cell["caption"]), size, ...facts }];
}
