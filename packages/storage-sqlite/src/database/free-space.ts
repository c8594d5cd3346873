import type { Database } from "./driver.ts";
import { pragmaNumber } from "./pragma.ts";

/** Gives pages that nothing uses any more back to the file system, some at a time. */
export interface FreeSpace {
  /** True when so much is free that it is worth giving back. */
  readonly isWanted: boolean;
  look(): void;
  /** Gives one piece back. */
  giveBack(): void;
  /** Drops what `look` found. */
  forget(): void;
}

/** Pages of 16 KiB. What is sealed frees and takes pages all the time, so that much stays. */
const FEWEST = 1024;
const PIECE = 128;

export function createFreeSpace(database: Database): FreeSpace {
  const pragma = (name: string): number => pragmaNumber(database, name);
  let isWanted = false;

  return {
    get isWanted() {
      return isWanted;
    },
    look() {
      const free = pragma("freelist_count");
      isWanted = free >= FEWEST && free * 4 >= pragma("page_count") && pragma("auto_vacuum") === 2;
    },
    giveBack() {
      database.exec(`PRAGMA incremental_vacuum(${PIECE})`);
      isWanted = pragma("freelist_count") > FEWEST / 2;
    },
    forget() {
      isWanted = false;
    },
  };
}
