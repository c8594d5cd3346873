import { decodeBatch, decodeCells, decodeFine, decodeHead, fromPlainText } from "@stepwell/storage/adapter";
import type { Database } from "../database/driver.ts";
import { BLOCKS_PER_SERIES, idRange, TAILS_PER_STREAM } from "../metrics/packed-ids.ts";

/** What a look at all that is stored found. */
export interface StorageReport {
  /** What SQLite says of the file itself; nothing where it is whole. */
  readonly file: readonly string[];
  /** Runs that are listed, damaged ones among them. */
  readonly runs: number;
  readonly damaged: readonly DamagedRun[];
}

/** A run of which not all can be read. */
export interface DamagedRun {
  readonly number: number;
  readonly project: string;
  readonly runId: string;
  /** Pieces of its rows: summaries, cells and unsealed rows, each one for itself. */
  readonly pieces: number;
  readonly damagedPieces: number;
}

const MOST_SENTENCES = 20;

/** Reads everything, as it is at one moment, and checks every checksum; changes nothing. */
export function checkStorage(database: Database): StorageReport {
  database.exec("BEGIN");
  try {
    return checkAll(database);
  } finally {
    // A commit fails after some kinds of damage.
    attempt(() => database.exec("ROLLBACK"));
  }
}

function checkAll(database: Database): StorageReport {
  const file = attempt(() =>
    database
      .prepare(`PRAGMA quick_check(${MOST_SENTENCES})`)
      .all()
      .flatMap((row) => String(Object.values(row)[0]).split("\n"))
      .filter((text) => text !== "ok" && !text.startsWith("***"))
      .slice(0, MOST_SENTENCES),
  );
  const runs = attempt(() =>
    database.prepare("SELECT number, project, run_id FROM run ORDER BY number").all(),
  );
  const problems = [
    ...("error" in file ? [file.error] : file.value),
    ...("error" in runs ? [runs.error] : []),
  ];
  const found = "error" in runs ? [] : runs.value;
  const damaged = found.flatMap((row): DamagedRun[] => {
    const number = row["number"] as number;
    const pieces = checkRun(database, number);
    if (pieces.damagedPieces === 0) return [];
    const project = fromPlainText(row["project"] as string);
    return [{ number, project, runId: fromPlainText(row["run_id"] as string), ...pieces }];
  });
  return { file: problems, runs: found.length, damaged };
}

function checkRun(database: Database, run: number): Pick<DamagedRun, "pieces" | "damagedPieces"> {
  let pieces = 0;
  let damagedPieces = 0;
  const note = (isWhole: boolean): void => {
    pieces += 1;
    if (!isWhole) damagedPieces += 1;
  };
  const checkTable = (
    table: string,
    [from, to]: readonly [number, number],
    decode: (bytes: Uint8Array) => unknown,
  ): void => {
    const ids = attempt(() =>
      database.prepare(`SELECT id FROM ${table} WHERE id >= ? AND id < ?`).all(from, to),
    );
    if ("error" in ids) return note(false);
    const select = database.prepare(`SELECT data FROM ${table} WHERE id = ?`);
    for (const { id } of ids.value) {
      note(!("error" in attempt(() => decode(select.get(id as number)?.["data"] as Uint8Array))));
    }
  };
  const streams = attempt(() => database.prepare("SELECT id FROM stream WHERE run = ?").all(run));
  if ("error" in streams) note(false);
  for (const stream of "error" in streams ? [] : streams.value) {
    const id = stream["id"] as number;
    checkTable("tail", idRange(id, TAILS_PER_STREAM), decodeBatch);
    const series = attempt(() => database.prepare("SELECT id FROM series WHERE stream = ?").all(id));
    if ("error" in series) note(false);
    for (const one of "error" in series ? [] : series.value) {
      const range = idRange(one["id"] as number, BLOCKS_PER_SERIES);
      checkTable("head", range, decodeHead);
      checkTable("fine", range, decodeFine);
      checkTable("cells", range, decodeCells);
    }
  }
  const sources = attempt(() => database.prepare("SELECT state, damage FROM source WHERE run = ?").all(run));
  if ("error" in sources) note(false);
  return { pieces, damagedPieces };
}

function attempt<Value>(work: () => Value): { readonly value: Value } | { readonly error: string } {
  try {
    return { value: work() };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}
