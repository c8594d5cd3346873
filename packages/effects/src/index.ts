export { systemClock } from "./clock.ts";
export type { Clock } from "./clock.ts";
export { FileSystemError } from "./file-system.ts";
export type { AppendFile, FileStat, FileSystem, FolderEntry } from "./file-system.ts";
export type { Hash, Hashes } from "./hashes.ts";
export type { ProcessIdentity, Processes } from "./processes.ts";
export { randomId, systemRandom } from "./random.ts";
export type { Random } from "./random.ts";
