import { decodeEntries, encodeEntry } from "./file-operation.ts";
import type { FileOperation, JournalEntry } from "./file-operation.ts";
import type { OriginStore, StoredFile } from "./origin-store.ts";

const SPARE_BYTES = 1024 * 1024;
const GENERATION = "generation ";
const COMPLETE = "complete";

/** A journal of files that are written again and again. It is rewritten when most of it is old, so that it stays small. */
export interface RewrittenFiles {
  /** What was in it when it was opened. */
  readonly entries: readonly JournalEntry[];
  write(operation: FileOperation, sequence: number): void;
  flush(): Promise<void>;
  close(): void;
}

/**
 * Two files hold it in turns: the next generation is complete in one before the other is emptied. `live` gives what
 * a new generation begins with.
 */
export async function openRewrittenFiles(options: {
  store: OriginStore;
  volume: string;
  live: () => Iterable<{ operation: FileOperation; sequence: number }>;
}): Promise<RewrittenFiles> {
  const { store, volume, live } = options;
  const sides = await Promise.all(["small0", "small1"].map((name) => openSide(store, volume, name)));
  const newest = sides.reduce((best, side) => (side.generation > best.generation ? side : best));
  let current = newest.file;
  let other = (sides.find((side) => side !== newest) as Side).file;
  let { generation } = newest;
  let limit = 0;
  if (generation === 0) begin();
  else limit = 2 * current.size + SPARE_BYTES;

  /** Makes the other file the next generation. */
  function begin(): void {
    other.truncate(0);
    generation += 1;
    append(other, { kind: "remove", path: `${GENERATION}${generation}` }, 0);
    for (const { operation, sequence } of live()) append(other, operation, sequence);
    append(other, { kind: "remove", path: COMPLETE }, 0);
    [current, other] = [other, current];
    other.truncate(0);
    limit = 2 * current.size + SPARE_BYTES;
  }

  return {
    entries: newest.entries,
    write(operation, sequence) {
      append(current, operation, sequence);
      if (current.size > limit) begin();
    },
    flush: () => current.flush(),
    close() {
      current.close();
      other.close();
    },
  };
}

interface Side {
  readonly file: StoredFile;
  /** 0 for a file that holds no complete generation. */
  readonly generation: number;
  readonly entries: readonly JournalEntry[];
}

async function openSide(store: OriginStore, volume: string, name: string): Promise<Side> {
  const file = await store.openFile(volume, name);
  const [first, ...entries] = decodeEntries(await file.read(0, file.size));
  const end = (entries.at(-1) ?? first)?.end ?? 0;
  if (end < file.size) file.truncate(end);
  const generation = markOf(first).startsWith(GENERATION)
    ? Number(markOf(first).slice(GENERATION.length))
    : 0;
  const isComplete = entries.some((entry) => markOf(entry) === COMPLETE);
  return {
    file,
    generation: isComplete ? generation : 0,
    entries: entries.filter((entry) => markOf(entry) === ""),
  };
}

/** Marks are removals of names that no file has: paths begin with a slash. */
function markOf(entry: JournalEntry | undefined): string {
  if (entry?.operation.kind !== "remove" || entry.operation.path.startsWith("/")) return "";
  return entry.operation.path;
}

function append(file: StoredFile, operation: FileOperation, sequence: number): void {
  file.append(encodeEntry(operation, sequence).entry);
}
