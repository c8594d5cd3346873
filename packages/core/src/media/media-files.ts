import type { FileSystem } from "@stepwell/effects";
import type { FileItem, Item, JsonObject, LogRecord } from "@stepwell/protocol";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { parentFolder } from "../file/parent-folder.ts";
import { sameJson } from "../encode/same-json.ts";
import { fittingKey } from "./fitting-key.ts";

/** Writes the files of media objects below the run's `files/` folder and remembers what the run file must say of them. */
export interface MediaFiles {
  /** Writes `bytes` unless this run wrote the same file before. Throws `FileSystemError`. */
  write(media: NamedMediaFile): WrittenFile;
  /** Puts a value into the config unless it is there already. */
  setConfig(path: readonly string[], value: JsonObject): void;
  /** A record for the run file that belongs to media written before. */
  add(record: LogRecord): void;
  /** Records since the last call: the files, the config, then what was added. */
  take(): readonly LogRecord[];
}

interface NamedMediaFile {
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

const NOTHING: readonly LogRecord[] = [];

export function createMediaFiles(options: { fileSystem: FileSystem; filesFolder: string }): MediaFiles {
  const { fileSystem, filesFolder } = options;
  const written = new Set<string>();
  const config = new Map<string, JsonObject>();
  let freshFiles: FileItem[] = [];
  let freshConfig: Item[] = [];
  let added: LogRecord[] = [];

  return {
    write({ folder, key, step, extension, bytes }) {
      const hash = bytesToHex(sha256(bytes));
      const path = `media/${folder}/${fittingKey(safeKey(key))}_${step}_${hash.slice(0, 20)}${extension}`;
      if (!written.has(path)) {
        const full = `${filesFolder}/${path}`;
        fileSystem.makeFolderSync(parentFolder(full));
        fileSystem.writeFileSync(full, bytes);
        written.add(path);
        freshFiles.push({ path, policy: "now", kind: "media" });
      }
      return { path, sha256: hash, size: bytes.length };
    },
    setConfig(path, value) {
      const name = JSON.stringify(path);
      const before = config.get(name);
      if (before !== undefined && sameJson(before, value)) return;
      config.set(name, value);
      freshConfig.push({ path, value });
    },
    add(record) {
      added.push(record);
    },
    take() {
      if (freshFiles.length + freshConfig.length + added.length === 0) return NOTHING;
      const records: LogRecord[] = [];
      if (freshFiles.length > 0) records.push({ type: "files", files: freshFiles });
      if (freshConfig.length > 0) records.push({ type: "config", update: freshConfig, remove: [] });
      records.push(...added);
      freshFiles = [];
      freshConfig = [];
      added = [];
      return records;
    },
  };
}

/** A key as part of a path: it is the user's text, and must name a file below the run and nothing else. */
export function safeKey(key: string): string {
  return key
    .replace(/^[/\\]+/, "")
    .split("/")
    .map((part) => (part === "." || part === ".." ? part.replaceAll(".", "_") : part.replaceAll("\0", "_")))
    .join("/");
}
