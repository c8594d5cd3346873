import { systemClock } from "@stepwell/effects";
import type { FileSystem } from "@stepwell/effects";
import { createOperationFileSystem } from "@stepwell/effects/browser";

/** What a browser's world has until the storage of a run is opened. */
export function emptyFileSystem(): FileSystem {
  const nothing = { write: () => undefined, sync: () => Promise.resolve() };
  const read = () => new Uint8Array();
  return createOperationFileSystem({
    clock: systemClock,
    ids: "odd",
    sink: { ...nothing, read: async () => read(), readSync: read },
  });
}
