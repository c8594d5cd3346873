import type { AppendFile, Clock, FileSystem } from "@stepwell/effects";
import { FileSystemError } from "@stepwell/effects";
import type { LogRecord, RunFileEncoder } from "@stepwell/protocol";

const SYNC_INTERVAL_MS = 1000;
/** What waits longer is counted together. */
const MAX_UNKEPT_ENTRIES = 256;
const NONE: readonly LogRecord[] = [];

/**
 * The append-only file of a run. Each `append` is one write that has reached the host before it returns; the disk
 * is asked to keep it once a second and at `close`. After a failed write nothing is ever appended again: bytes after
 * a torn record would be read as damage.
 */
export interface RunFile {
  /**
   * Appends the records in one write and returns those that are not in the file: all when it is dead or closed, or
   * those that can't be encoded, as one of more than 64 MiB. Never throws.
   */
  append(records: readonly LogRecord[]): readonly LogRecord[];
  /** Forces what was written to the disk. */
  sync(): Promise<void>;
  /** Syncs and closes. Further appends do nothing. */
  close(): void;
  /** Bytes in the file. */
  readonly size: number;
  /** Rows in the file that are not known to be kept yet; above 0 only where a write returns before it is done. */
  readonly unkeptRows: number;
  /** Calls `tell` when what `append` took can't be stored after all; present only where somebody else stores it. */
  onLoss?(tell: (lost: { readonly rows: number; readonly others: number }) => void): void;
  /** Why the file is dead, or undefined while it is not. */
  readonly failure: FileSystemError | undefined;
}

export interface RunFileOptions {
  readonly path: string;
  readonly fileSystem: FileSystem;
  readonly clock: Clock;
  readonly encoder: RunFileEncoder;
}

/** Creates the file, which must not exist. Throws `FileSystemError`. */
export function createRunFile(options: RunFileOptions): RunFile {
  const { path, fileSystem, clock, encoder } = options;
  const file: AppendFile = fileSystem.openAppend(path, { exclusive: true });
  let buffer = new Uint8Array(16 * 1024);
  let failure: FileSystemError | undefined;
  let closed = false;
  let unsynced = false;
  let syncing: Promise<void> | undefined;
  const unkept = createUnkeptRows(file);

  write(encoder.header());

  function write(bytes: Uint8Array): boolean {
    try {
      file.writeSync(bytes);
    } catch (error) {
      die(error);
      return false;
    }
    if (!unsynced) {
      unsynced = true;
      clock.after(SYNC_INTERVAL_MS, syncSoon);
    }
    return true;
  }

  function encode(record: LogRecord): Uint8Array | undefined {
    try {
      return encoder.encode(record);
    } catch {
      // The encoder has changed nothing; the caller counts what is lost.
      return undefined;
    }
  }

  function syncSoon(): void {
    void sync();
  }

  async function sync(): Promise<void> {
    // One that is under way may have begun before the last write.
    await syncing;
    if (closed || !unsynced) return;
    unsynced = false;
    syncing = syncNow({ isLast: false });
    await syncing;
  }

  async function syncNow({ isLast }: { isLast: boolean }): Promise<void> {
    try {
      await file.sync();
    } catch (error) {
      // A failed fsync may have thrown pages away; trusting the file afterwards would be a lie. A file that was
      // closed meanwhile has been synced by close().
      if (!closed || isLast) die(error);
    }
  }

  function die(error: unknown): void {
    failure = FileSystemError.isInstance(error) ? error : new FileSystemError("EIO", path, { cause: error });
  }

  return {
    append(records) {
      if (closed || failure !== undefined) return records;
      const only = records.length === 1 ? encode(records[0] as LogRecord) : undefined;
      if (only !== undefined) {
        if (!write(only)) return records;
        unkept.note(records);
        return NONE;
      }
      let lost = NONE;
      let length = 0;
      for (const record of records) {
        const bytes = encode(record);
        if (bytes === undefined) {
          lost = [...lost, record];
          continue;
        }
        if (length + bytes.length > buffer.length) buffer = grown(buffer, length, length + bytes.length);
        buffer.set(bytes, length);
        length += bytes.length;
      }
      if (length === 0) return lost;
      if (!write(buffer.subarray(0, length))) return records;
      unkept.note(lost === NONE ? records : records.filter((record) => !lost.includes(record)));
      return lost;
    },
    sync,
    close() {
      if (closed) return;
      closed = true;
      try {
        if (failure === undefined) file.syncSync();
        // Where writes are kept later, what was written last is as well.
        if (file.keptSize !== undefined && failure === undefined) syncing = syncNow({ isLast: true });
        file.closeSync();
      } catch (error) {
        die(error);
      }
    },
    get size() {
      return file.size;
    },
    get unkeptRows() {
      return unkept.count();
    },
    get failure() {
      return failure;
    },
  };
}

/** Counts rows by where they end in the file, for as long as the file does not say that it keeps them. */
function createUnkeptRows(file: AppendFile) {
  const waiting: { end: number; rows: number }[] = [];
  const isKeptLater = file.keptSize !== undefined;
  return {
    note(records: readonly LogRecord[]): void {
      if (!isKeptLater) return;
      const { keptSize = 0, size: end } = file;
      if (keptSize >= end) return;
      const rows = records.filter((record) => record.type === "history").length;
      const last = waiting.at(-1);
      if (last === undefined || waiting.length < MAX_UNKEPT_ENTRIES) waiting.push({ end, rows });
      else Object.assign(last, { end, rows: last.rows + rows });
    },
    count(): number {
      const kept = file.keptSize ?? file.size;
      while (waiting[0] !== undefined && waiting[0].end <= kept) waiting.shift();
      return waiting.reduce((sum, { rows }) => sum + rows, 0);
    },
  };
}

function grown(buffer: Uint8Array<ArrayBuffer>, used: number, needed: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(Math.max(needed, buffer.length * 2));
  larger.set(buffer.subarray(0, used));
  return larger;
}
