import type { Clock } from "../clock.ts";
import { FileSystemError } from "../file-system.ts";
import { decodeEntries, encodeEntry } from "./file-operation.ts";
import type { FileOperation } from "./file-operation.ts";
import type { TreeChange } from "./file-tree.ts";
import { createOperationFileSystem } from "./operation-file-system.ts";
import type { OperationFileSystem, OperationSink } from "./operation-file-system.ts";
import type { OriginStore, StoredFile } from "./origin-store.ts";
import { openRewrittenFiles } from "./rewritten-files.ts";

const RUN_FILE = "run";

/**
 * A file system below one volume. The first file whose name ends in `.wandb` lies in a file of its own, byte for
 * byte; all others lie in journals, since a browser opens files only when asked long before.
 */
export interface Volume {
  readonly fileSystem: OperationFileSystem;
  /** Resolves when everything is kept. Rejects with `FileSystemError`. */
  flush(): Promise<void>;
  close(): void;
}

interface Segment {
  readonly file: StoredFile;
  readonly offset: number;
  readonly length: number;
}

/** Opens a volume, or makes an empty one. What a journal's torn end held is gone. Rejects with `FileSystemError`. */
export async function openVolume(options: {
  store: OriginStore;
  name: string;
  clock: Clock;
}): Promise<Volume> {
  const { store, name, clock } = options;
  const segments = new Map<number, Segment[]>();
  const rewritten = new Map<string, { operation: FileOperation & { kind: "file" }; sequence: number }>();
  const named = new Set<string>();
  const run = await store.openFile(name, RUN_FILE);
  const pack = await store.openFile(name, "pack");
  const small = await openRewrittenFiles({ store, volume: name, live: () => rewritten.values() });
  let runId: number | undefined;
  let sequence = 0;

  async function replay(): Promise<TreeChange[]> {
    const packed = decodeEntries(await pack.read(0, pack.size));
    const end = packed.at(-1)?.end ?? 0;
    if (end < pack.size) pack.truncate(end);
    const changes: TreeChange[] = [];
    const all = [
      ...packed.map((entry) => ({ ...entry, isPacked: true })),
      ...small.entries.map((entry) => ({ ...entry, isPacked: false })),
    ].toSorted((a, b) => a.sequence - b.sequence);
    for (const { operation, bytesAt, isPacked, sequence: at } of all) {
      sequence = at;
      note(operation, at, isPacked ? bytesAt : undefined);
      changes.push(operation);
    }
    if (runId !== undefined) changes.push({ kind: "append", id: runId, bytes: { length: run.size } });
    return changes;
  }

  /** Remembers where an operation's bytes are: at `packedAt` of the pack, or in memory. */
  function note(operation: FileOperation, at: number, packedAt: number | undefined): void {
    if (operation.kind === "folder") return;
    if (operation.kind === "remove") {
      for (const path of [...named])
        if (path === operation.path || path.startsWith(`${operation.path}/`)) drop(path);
      return;
    }
    const { id, bytes } = operation;
    if (operation.kind === "file") {
      if (runId === undefined && operation.path.endsWith(".wandb")) runId = id;
      named.add(operation.path);
      rewritten.delete(operation.path);
      if (packedAt === undefined) {
        rewritten.set(operation.path, { operation: { ...operation, bytes: bytes.slice() }, sequence: at });
        return;
      }
    }
    if (packedAt === undefined || bytes.length === 0) return;
    const own = segments.get(id);
    const segment = { file: pack, offset: packedAt, length: bytes.length };
    if (own === undefined) segments.set(id, [segment]);
    else own.push(segment);
  }

  function drop(path: string): void {
    named.delete(path);
    rewritten.delete(path);
  }

  function write(operation: FileOperation): void {
    if (operation.kind === "append" && operation.id === runId) {
      run.append(operation.bytes);
      return;
    }
    sequence += 1;
    if (operation.kind === "file" && named.has(operation.path)) {
      small.write(operation, sequence);
      note(operation, sequence, undefined);
      return;
    }
    const start = pack.size;
    const { entry, bytesAt } = encodeEntry(operation, sequence);
    pack.append(entry);
    note(operation, sequence, start + bytesAt);
  }

  function partsOf(id: number): readonly Segment[] {
    return id === runId ? [{ file: run, offset: 0, length: run.size }] : (segments.get(id) ?? []);
  }

  function inMemory(id: number): Uint8Array | undefined {
    for (const { operation } of rewritten.values()) if (operation.id === id) return operation.bytes;
    return undefined;
  }

  async function flush(): Promise<void> {
    await Promise.all([pack.flush(), small.flush()]);
    await run.flush();
  }

  const sink: OperationSink = {
    write,
    async read(id, offset, length) {
      const memory = inMemory(id);
      if (memory !== undefined) return memory.slice(offset, offset + length);
      const parts = cut(partsOf(id), offset, length).map((part) => part.file.read(part.offset, part.length));
      return joined(await Promise.all(parts));
    },
    readSync(id, offset, length) {
      const memory = inMemory(id);
      if (memory !== undefined) return memory.slice(offset, offset + length);
      const parts = cut(partsOf(id), offset, length).map((part) => {
        if (part.file.readSync === undefined) throw new FileSystemError("ENOTSUP", name);
        return part.file.readSync(part.offset, part.length);
      });
      return joined(parts);
    },
    sync: flush,
    kept: (id) => (id === runId ? run.keptSize : undefined),
  };
  const changes = await replay();
  return {
    fileSystem: createOperationFileSystem({ sink, clock, ids: "even", replay: changes }),
    flush,
    close() {
      run.close();
      pack.close();
      small.close();
    },
  };
}

/** Cuts the run file of a volume that nobody has open to its first `size` bytes. Rejects with `FileSystemError`. */
export async function cutRunFile(store: OriginStore, volume: string, size: number): Promise<void> {
  const run = await store.openFile(volume, RUN_FILE);
  try {
    run.truncate(size);
    await run.flush();
  } finally {
    run.close();
  }
}

/** The parts of a range that runs over segments. */
function cut(segments: readonly Segment[], offset: number, length: number): Segment[] {
  const parts: Segment[] = [];
  let at = 0;
  for (const { file, offset: start, length: size } of segments) {
    const from = Math.max(offset - at, 0);
    const to = Math.min(offset + length - at, size);
    if (from < to) parts.push({ file, offset: start + from, length: to - from });
    at += size;
  }
  return parts;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const [first = new Uint8Array()] = parts;
  if (parts.length < 2) return first;
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
