import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { fittingKey } from "./fitting-key.ts";
import type { MediaFiles } from "./media-files.ts";

/** The file of a media object, and what it is named after. */
export interface NamedMediaFile {
  /** Below `media/`, as `images`. */
  readonly folder: string;
  /** The key it is logged under; slashes make folders. */
  readonly key: string;
  /** The client's step, or `summary`. */
  readonly step: string;
  /** With its dot. */
  readonly extension: string;
  readonly bytes: Uint8Array;
}

interface WrittenFile {
  /** Relative to `files/`, with forward slashes. */
  readonly path: string;
  readonly sha256: string;
  readonly size: number;
}

/** Gives a file the name that W&B gives it, and writes it unless the run has it. Throws `FileSystemError`. */
export function writeMediaFile(files: MediaFiles, file: NamedMediaFile): WrittenFile {
  const { folder, key, step, extension, bytes } = file;
  const hash = bytesToHex(sha256(bytes));
  const path = `media/${folder}/${fittingKey(safeKey(key))}_${step}_${hash.slice(0, 20)}${extension}`;
  files.keep(path, bytes);
  return { path, sha256: hash, size: bytes.length };
}

/** A key as part of a path: it is the user's text, and must name a file below the run and nothing else. */
export function safeKey(key: string): string {
  return key
    .replace(/^[/\\]+/, "")
    .split("/")
    .map((part) => (part === "." || part === ".." ? part.replaceAll(".", "_") : part.replaceAll("\0", "_")))
    .join("/");
}
