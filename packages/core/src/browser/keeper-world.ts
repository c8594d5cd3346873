import type { FileSystem } from "@stepwell/effects";
import type { World } from "../world.ts";
import { processesOf } from "./browser-processes.ts";
import { emptyFileSystem } from "./empty-file-system.ts";
import type { PageFacts } from "./page-messages.ts";
import type { StorageHost } from "./run-storage.ts";

/** A page's world as its worker has it: what is read while a run begins. */
export function createKeeperWorld(options: {
  readonly page: PageFacts;
  readonly host: StorageHost;
  /** Absent: only settings are read. */
  readonly storage?: { readonly fileSystem: FileSystem; readonly volume: string };
}): World {
  const { page, host, storage } = options;
  const { clock, random, fetch } = host;
  return {
    clock,
    random,
    fetch,
    fileSystem: storage?.fileSystem ?? emptyFileSystem(),
    processes: processesOf(storage?.volume ?? "", page.hostName),
    env: {},
    workingFolder: page.workingFolder,
    host: page.host,
    print: () => undefined,
    keepAlive: () => () => undefined,
    onExit: () => () => undefined,
  };
}
