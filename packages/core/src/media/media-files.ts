import type { FileSystem } from "@stepwell/effects";
import type { FileItem, Item, JsonObject, LogRecord } from "@stepwell/protocol";
import { parentFolder } from "../file/parent-folder.ts";
import { sameJson } from "../encode/same-json.ts";

/** Keeps the files of media objects below the run's `files/` folder and remembers what the run file must say of them. */
export interface MediaFiles {
  /** Writes `bytes` to a path below `files/` unless this run wrote that before. Throws `FileSystemError`. */
  keep(path: string, bytes: Uint8Array): void;
  /** Puts a value into the config unless it is there already. */
  setConfig(path: readonly string[], value: JsonObject): void;
  /** A record for the run file that belongs to media written before. */
  add(record: LogRecord): void;
  /** Records since the last call: the files, the config, then what was added. */
  take(): readonly LogRecord[];
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
    keep(path, bytes) {
      if (written.has(path)) return;
      const full = `${filesFolder}/${path}`;
      fileSystem.makeFolderSync(parentFolder(full));
      fileSystem.writeFileSync(full, bytes);
      written.add(path);
      freshFiles.push({ path, policy: "now", kind: "media" });
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
