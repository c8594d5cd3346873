import type { FileSystem } from "@stepwell/effects";
import type { FileItem } from "@stepwell/protocol";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";

/** Writes the files of media objects below the run's `files/` folder and remembers them for the next files record. */
export interface MediaFiles {
  /** Writes `bytes` unless this run wrote the same file before. Throws `FileSystemError`. */
  write(media: MediaFile): WrittenFile;
  /** Files since the last call. */
  take(): readonly FileItem[];
}

interface MediaFile {
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

export interface WrittenFile {
  /** Relative to `files/`, with forward slashes. */
  readonly path: string;
  readonly sha256: string;
  readonly size: number;
}

export function createMediaFiles(options: { fileSystem: FileSystem; filesFolder: string }): MediaFiles {
  const { fileSystem, filesFolder } = options;
  const written = new Set<string>();
  let fresh: FileItem[] = [];

  return {
    write({ folder, key, step, extension, bytes }) {
      const hash = bytesToHex(sha256(bytes));
      const path = `media/${folder}/${safeKey(key)}_${step}_${hash.slice(0, 20)}${extension}`;
      if (!written.has(path)) {
        const full = `${filesFolder}/${path}`;
        fileSystem.makeFolderSync(full.slice(0, full.lastIndexOf("/")));
        fileSystem.writeFileSync(full, bytes);
        written.add(path);
        fresh.push({ path, policy: "now", kind: "media" });
      }
      return { path, sha256: hash, size: bytes.length };
    },
    take() {
      const files = fresh;
      if (files.length > 0) fresh = [];
      return files;
    },
  };
}

// A key is the user's text; it must name a file below the run and nothing else.
function safeKey(key: string): string {
  return key
    .replace(/^[/\\]+/, "")
    .split("/")
    .map((part) => (part === "." || part === ".." ? part.replaceAll(".", "_") : part.replaceAll("\0", "_")))
    .join("/");
}
