import { CodecError } from "@stepwell/storage/adapter";
import type { Database } from "../database/driver.ts";
import { inTransaction } from "../database/in-transaction.ts";
import { blockOfRun } from "./fact-place.ts";
import { createFold } from "./fold-runs.ts";

/** A run whose facts may have changed. */
interface ChangedRun {
  readonly number: number;
  /** As it is stored. */
  readonly project: string;
  /** Undefined for one that was removed. */
  readonly status: string | undefined;
  /** About how much there is to read of it. Default: little. */
  readonly bytes?: number;
}

/**
 * Keeps the columns that runs are found by. A change only notes the run as stale, which costs a small row, and readers
 * look at stale runs themselves. Runs that have ended are folded into the columns many at a time, when there is time.
 */
export interface FactWriter {
  /** In the transaction of the change. */
  note(change: ChangedRun): void;
  /** True when enough runs wait to be folded. */
  readonly untidy: boolean;
  /** Folds some runs, in the caller's transaction. */
  tidy(): void;
  /** Folds what waits while that is little, in transactions of its own, so that the next process finds it in columns. */
  close(): void;
  /** After a transaction that was undone. */
  forget(): void;
  /** Drops the columns, so that they are made anew. */
  rebuild(): void;
}

const MANY_RUNS = 128;
/** Runs folded at a time, so that nobody waits long for a commit. */
const PIECE = 64;
/** More than this are folded before anybody asks, because who asks reads each of those that wait. */
const MOST_STALE = 5000;
/** Pieces that closing folds at most: nobody waits long for a process that was told to end. */
const LAST_PIECES = 4;
const MANY_BYTES = 4 * 1024 * 1024;
const FEW_BYTES = 1000;

export function createFactWriter(database: Database): FactWriter {
  const fold = createFold(database);
  const upsertStale = database.prepare(
    `INSERT INTO fact_stale (project, run, change) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET change = excluded.change`,
  );
  const deleteStale = database.prepare("DELETE FROM fact_stale WHERE project = ? AND run = ?");
  const selectSettled = database.prepare(
    `SELECT fact_stale.run AS run, fact_stale.project AS project FROM fact_stale
     LEFT JOIN run ON run.number = fact_stale.run AND run.project = fact_stale.project
     WHERE run.status IS NOT 'running' ORDER BY fact_stale.project, fact_stale.run LIMIT ?`,
  );
  const bumpGeneration = database.prepare(
    `INSERT INTO fact_project (project, generation) VALUES (?, 1)
     ON CONFLICT DO UPDATE SET generation = generation + 1`,
  );
  // Grows over restarts, too, so that no change is taken for an earlier one.
  let change = Number(database.prepare("SELECT max(change) AS last FROM fact_stale").get()?.["last"] ?? 0);
  /** Stale runs that have ended, and about how much there is to read of each. */
  let settled = new Map<number, number>();
  let bytes = 0;
  let draining = false;

  const count = (): void => {
    settled = new Map(selectSettled.all(-1).map(({ run }) => [run as number, FEW_BYTES]));
    bytes = settled.size * FEW_BYTES;
  };
  const drop = (run: number): void => {
    bytes -= settled.get(run) ?? 0;
    settled.delete(run);
  };
  const isMuch = (): boolean => settled.size >= MANY_RUNS || bytes >= MANY_BYTES;
  /** Folds a piece, in the caller's transaction; false when there is none. */
  const foldPiece = (): boolean => {
    const rows = selectSettled.all(PIECE);
    const project = rows[0]?.["project"] as string | undefined;
    if (project === undefined) {
      count();
      return false;
    }
    const block = blockOfRun(rows[0]?.["run"] as number);
    const piece: number[] = [];
    let size = 0;
    for (const { run, project: other } of rows) {
      if (other !== project || blockOfRun(run as number) !== block || size > MANY_BYTES) break;
      piece.push(run as number);
      size += settled.get(run as number) ?? FEW_BYTES;
    }
    fold(project, piece);
    bumpGeneration.run(project);
    for (const run of piece) {
      deleteStale.run(project, run);
      drop(run);
    }
    return true;
  };
  const rebuild = (): void => {
    change += 1;
    database.exec("DELETE FROM fact_column; DELETE FROM fact_key");
    database.exec(
      `INSERT INTO fact_stale SELECT project, number, ${change} FROM run WHERE true ON CONFLICT DO NOTHING`,
    );
    database.exec("UPDATE fact_project SET generation = generation + 1");
    count();
    while (settled.size > MOST_STALE) foldPiece();
    draining = isMuch();
  };
  const catchUp = (): void => {
    count();
    try {
      while (settled.size > MOST_STALE) inTransaction(database, "BEGIN IMMEDIATE", foldPieceOrRebuild);
    } catch {
      // On a full disk, say. Queries take longer, and the next change tries again.
      count();
    }
    draining = isMuch();
  };
  const foldPieceOrRebuild = (): boolean => {
    try {
      return foldPiece();
    } catch (error) {
      if (!CodecError.isInstance(error)) throw error;
      rebuild();
      return true;
    }
  };
  catchUp();

  return {
    note({ number, project, status, bytes: size = FEW_BYTES }) {
      change += 1;
      upsertStale.run(project, number, change);
      drop(number);
      if (status === "running") return;
      settled.set(number, size);
      bytes += size;
      draining ||= isMuch();
    },
    get untidy() {
      return draining;
    },
    tidy() {
      draining = foldPieceOrRebuild() && settled.size > 0;
    },
    close() {
      for (let piece = 0; piece < LAST_PIECES && settled.size > 0 && !isMuch(); piece++) {
        inTransaction(database, "BEGIN IMMEDIATE", foldPieceOrRebuild);
      }
    },
    forget() {
      count();
      // What failed would fail again at once; the next change tries once more.
      draining = false;
    },
    rebuild,
  };
}
