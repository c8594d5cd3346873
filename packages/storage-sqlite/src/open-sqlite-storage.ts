import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { systemClock } from "@stepwell/effects";
import type { Clock } from "@stepwell/effects";
import type { MetricStore, RunStore } from "@stepwell/storage";
import type { StorageReport } from "./check/check-storage.ts";
import { checkFile } from "./database/check-file.ts";
import { loadDriver } from "./database/driver.ts";
import type { Driver } from "./database/driver.ts";
import { openingError } from "./database/opening-error.ts";
import { lockForWriting, wasLeftOpen } from "./database/writer-lock.ts";
import { createMetricStore } from "./metrics/metric-store.ts";
import { createRunStore } from "./runs/run-store.ts";
import type { CallChannel } from "./threads/call-channel.ts";
import { createInlineReader, createInlineWriter } from "./threads/inline-channels.ts";
import { createReaderCore } from "./threads/reader-core.ts";
import type { ReaderCall } from "./threads/reader-core.ts";
import { openWorkerChannel } from "./threads/worker-channel.ts";
import { createWriterCore } from "./threads/writer-core.ts";
import type { WriterCall } from "./threads/writer-core.ts";

/** Which file to open, and in which threads. */
export interface SqliteStorageOptions {
  /** Path of the database file; its folder is created. Beside it lie `-wal`, `-shm`, `.lock` and `.owner`. */
  readonly file: string;
  /**
   * `workers` writes and reads in threads of their own; `inline` does both in this one, which then waits for the disk.
   * Default `workers`, but `inline` when the package runs from its TypeScript source, which a worker can't load.
   */
  readonly threads?: "workers" | "inline";
  /** Only for `inline`; default the host's. */
  readonly clock?: Clock;
}

/** An open database, as the two ports that it serves. */
export interface SqliteStorage {
  readonly runs: RunStore;
  readonly metrics: MetricStore;
  /** True when the last process that wrote the file ended without closing it. */
  readonly wasLeftOpen: boolean;
  /** Reads all that is stored, in a thread of its own, and tells what is damaged; nothing is changed. Rejects when the storage is closed meanwhile. */
  check(): Promise<StorageReport>;
  /** Waits for what was begun and closes the file. The stores' own `close` only closes themselves. */
  close(): Promise<void>;
}

/**
 * Opens or creates the embedded storage. One process at a time may have it open. Throws when another one has, when a newer
 * program wrote the file, when it is damaged (and says what is intact), or when SQLite can't be loaded.
 */
export async function openSqliteStorage(options: SqliteStorageOptions): Promise<SqliteStorage> {
  const { file, threads = runsFromSource() ? "inline" : "workers", clock = systemClock } = options;
  const Driver = await loadDriver();
  const { unlock, wasLeftOpen } = lockFile(Driver, file);
  const openReader = async (): Promise<CallChannel<ReaderCall>> =>
    threads === "inline" ? createInlineReader(createReaderCore(Driver, file)) : openReaderThread(file);
  try {
    checkFile(file);
    const { writer, reader } =
      threads === "inline" ? openInline(Driver, file, clock) : await openWorkers(file);
    const checks = new Set<CallChannel<ReaderCall>>();
    let closing: Promise<void> | undefined;
    return {
      runs: createRunStore(writer, reader),
      metrics: createMetricStore(writer, reader),
      wasLeftOpen,
      async check() {
        const own = await openReader();
        checks.add(own);
        try {
          return (await own.call({ name: "check", args: [] })) as StorageReport;
        } finally {
          checks.delete(own);
          await own.close();
        }
      },
      close() {
        for (const own of checks) own.stop?.();
        closing ??= Promise.all([writer.close(), reader.close()]).then(unlock);
        return closing;
      },
    };
  } catch (error) {
    unlock();
    throw openingError(Driver, file, error);
  }
}

function lockFile(Driver: Driver, file: string): { unlock: () => void; wasLeftOpen: boolean } {
  try {
    mkdirSync(dirname(file), { recursive: true });
    const left = wasLeftOpen(file);
    return { unlock: lockForWriting(Driver, file), wasLeftOpen: left };
  } catch (error) {
    throw openingError(Driver, file, error);
  }
}

interface Channels {
  readonly writer: CallChannel<WriterCall>;
  readonly reader: CallChannel<ReaderCall>;
}

function openInline(Driver: Driver, file: string, clock: Clock): Channels {
  const writer = createInlineWriter(createWriterCore(Driver, file, clock), clock);
  return { writer, reader: createInlineReader(createReaderCore(Driver, file)) };
}

async function openWorkers(file: string): Promise<Channels> {
  const writer = await openWorkerChannel<WriterCall>(new URL("threads/writer-thread.js", import.meta.url), {
    file,
  });
  try {
    return { writer, reader: await openReaderThread(file) };
  } catch (error) {
    await writer.close();
    throw error;
  }
}

function openReaderThread(file: string): Promise<CallChannel<ReaderCall>> {
  return openWorkerChannel<ReaderCall>(new URL("threads/reader-thread.js", import.meta.url), { file });
}

function runsFromSource(): boolean {
  return import.meta.url.endsWith(".ts");
}
