import { FileSystemError } from "../file-system.ts";
import type { Database, DatabaseKeyRange, DatabaseKeyRanges } from "./browser-storage.ts";
import { answer, CHUNKS, done } from "./indexed-db-request.ts";
import type { StoredFile } from "./origin-store.ts";

/** A change that waits for the next transaction. */
type Change = { readonly at: number; readonly bytes: Uint8Array } | { readonly cutAt: number };

/**
 * One file, a piece per append. Appends wait in memory for the transaction before them, so that a busy writer makes
 * few large transactions. After a failed one nothing is kept any more.
 */
export async function openIndexedDbFile(options: {
  database: Database;
  keyRange: DatabaseKeyRanges;
  volume: string;
  name: string;
}): Promise<StoredFile> {
  const { database, keyRange, volume, name } = options;
  const path = `${volume}/${name}`;
  const starts = await pieceStarts();
  let size = await endOfLastPiece();
  let keptSize = size;
  let waiting: Change[] = [];
  let writing: Promise<void> | undefined;
  let failure: FileSystemError | undefined;
  let isOpen = true;

  function range(from: number, to: number): DatabaseKeyRange {
    return keyRange.bound([volume, name, from], [volume, name, to], false, true);
  }

  async function pieceStarts(): Promise<number[]> {
    const store = database.transaction(CHUNKS, "readonly").objectStore(CHUNKS);
    const keys = (await answer(store.getAllKeys(range(0, Infinity)), path)) as [string, string, number][];
    return keys.map(([, , start]) => start);
  }

  async function pieces(from: number, to: number): Promise<Uint8Array[]> {
    const store = database.transaction(CHUNKS, "readonly").objectStore(CHUNKS);
    return (await answer(store.getAll(range(from, to)), path)) as Uint8Array[];
  }

  async function endOfLastPiece(): Promise<number> {
    const start = starts.at(-1);
    if (start === undefined) return 0;
    const [last] = await pieces(start, Infinity);
    return start + (last?.length ?? 0);
  }

  function change(one: Change): void {
    if (!isOpen) throw new FileSystemError("EBADF", path);
    if (failure !== undefined) throw failure;
    waiting.push(one);
    writing ??= writeAll();
  }

  async function writeAll(): Promise<void> {
    try {
      // What the current task appends goes into one transaction.
      await Promise.resolve();
      while (waiting.length > 0) {
        const changes = waiting;
        waiting = [];
        const transaction = database.transaction(CHUNKS, "readwrite");
        const store = transaction.objectStore(CHUNKS);
        for (const one of changes) {
          if ("cutAt" in one) store.delete(range(one.cutAt, Infinity));
          else store.put(one.bytes, [volume, name, one.at]);
        }
        await done(transaction, path);
        for (const one of changes) keptSize = "cutAt" in one ? one.cutAt : one.at + one.bytes.length;
      }
    } catch (cause) {
      failure = FileSystemError.isInstance(cause) ? cause : new FileSystemError("EIO", path, { cause });
    } finally {
      writing = undefined;
    }
  }

  async function flush(): Promise<void> {
    await writing;
    if (failure !== undefined) throw failure;
  }

  return {
    get size() {
      return size;
    },
    get keptSize() {
      return keptSize;
    },
    append(bytes) {
      if (bytes.length === 0) return;
      change({ at: size, bytes: bytes.slice() });
      starts.push(size);
      size += bytes.length;
    },
    async read(offset, length) {
      await flush();
      const to = Math.min(offset + length, size);
      if (offset >= to) return new Uint8Array();
      const from = startBefore(starts, offset);
      const found = await pieces(from, to);
      const bytes = new Uint8Array(to - offset);
      let at = from - offset;
      for (const piece of found) {
        const skipped = Math.max(0, -at);
        bytes.set(piece.subarray(skipped, Math.max(skipped, bytes.length - at)), Math.max(0, at));
        at += piece.length;
      }
      return bytes;
    },
    truncate(newSize) {
      change({ cutAt: newSize });
      while ((starts.at(-1) ?? -1) >= newSize) starts.pop();
      size = newSize;
    },
    flush,
    close() {
      isOpen = false;
    },
  };
}

/** The greatest start that is not above `offset`. */
function startBefore(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] as number) <= offset) low = middle + 1;
    else high = middle;
  }
  return starts[low - 1] ?? 0;
}
