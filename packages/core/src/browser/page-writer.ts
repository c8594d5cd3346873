import { FileSystemError } from "@stepwell/effects";
import type { LogRecord } from "@stepwell/protocol";
import { messageOf } from "../message-of.ts";
import type { BegunRun } from "../run/begun-run.ts";
import type { Kept, Loss, PageChange, Refusal } from "./page-messages.ts";
import { countLostRows, isCounters } from "./count-lost-rows.ts";
import type { RunStorage } from "./run-storage.ts";

/** What a worker does with what its page posts. */
export interface PageWriter {
  /** Makes the changes, one after the other. Says what the files are then, or why they take no more. */
  write(changes: readonly PageChange[]): Promise<{ readonly kept: Kept } | { readonly failure: Refusal }>;
  close(): void;
}

/** Writes the rest of a run that was begun for a page. */
export function createPageWriter(begun: BegunRun, { volume, store }: RunStorage): PageWriter {
  const { file, folder } = begun;
  let inFile = begun.written;
  let lostRows = 0;
  let failure: Refusal | undefined;

  /** One write, but for counters: they say what became of the records before them. */
  function append(records: readonly LogRecord[]): Loss {
    const at = records.findIndex((record, index) => index > 0 && isCounters(record));
    if (at < 0) return appendAtOnce(records);
    const first = appendAtOnce(records.slice(0, at));
    const rest = append(records.slice(at));
    return { rows: first.rows + rest.rows, others: first.others + rest.others };
  }

  function appendAtOnce(records: readonly LogRecord[]): Loss {
    const lost = file.append(records.map((record) => countLostRows(record, lostRows)));
    if (file.failure !== undefined) throw file.failure;
    inFile += records.length - lost.length;
    const rows = lost.filter(({ type }) => type === "history").length;
    lostRows += rows;
    for (const record of records) if (record.type === "exit") end(record.exitCode);
    return { rows, others: lost.length - rows };
  }

  function end(exitCode: number): void {
    folder.release();
    begun.ended(exitCode);
  }

  async function apply(changes: readonly PageChange[]): Promise<Kept> {
    let rows = 0;
    let others = 0;
    for (const change of changes) {
      if (change.kind === "records") {
        const lost = append(change.records);
        rows += lost.rows;
        others += lost.others;
      } else volume.fileSystem.apply(change);
    }
    if (store.kind === "indexeddb") await volume.flush();
    const kept = { size: file.size, records: inFile };
    return rows + others === 0 ? kept : { ...kept, lost: { rows, others } };
  }

  return {
    async write(changes) {
      // After a failed write nothing is written any more: what follows would be read as damage.
      if (failure !== undefined) return { failure };
      try {
        return { kept: await apply(changes) };
      } catch (error) {
        failure = refusalOf(error);
        return { failure };
      }
    },
    close: () => file.close(),
  };
}

/** A refusal as data. */
export function refusalOf(error: unknown): Refusal {
  return FileSystemError.isInstance(error)
    ? { code: error.code, path: error.path }
    : { code: "EIO", path: messageOf(error) };
}
