import type { BlobStore } from "@stepwell/storage";

/** Keeps what is being stored apart from what is being removed: bytes that come while theirs are removed would be lost. */
export interface UploadGate {
  /** Stores something; many do so at once. */
  storing<T>(task: () => Promise<T>): Promise<T>;
  /** Runs `task` while nothing is being stored; false when something is. What comes meanwhile waits. */
  whileQuiet(task: () => Promise<void>): Promise<boolean>;
}

const gates = new WeakMap<BlobStore, UploadGate>();

/** The gate of a blob store, which several teams may share. */
export function uploadGateOf(blobs: BlobStore): UploadGate {
  const known = gates.get(blobs);
  if (known !== undefined) return known;
  const gate = createUploadGate();
  gates.set(blobs, gate);
  return gate;
}

function createUploadGate(): UploadGate {
  let storing = 0;
  let removing: Promise<void> | undefined;

  return {
    async storing(task) {
      while (removing !== undefined) await removing;
      storing += 1;
      try {
        return await task();
      } finally {
        storing -= 1;
      }
    },
    async whileQuiet(task) {
      if (storing > 0 || removing !== undefined) return false;
      const work = task();
      removing = work
        .catch(() => undefined)
        .then(() => {
          removing = undefined;
        });
      await work;
      return true;
    },
  };
}
