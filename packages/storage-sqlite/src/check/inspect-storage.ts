import { statSync } from "node:fs";
import { checkFile } from "../database/check-file.ts";
import { loadBuiltInDriver, loadDriver } from "../database/driver.ts";
import type { Driver } from "../database/driver.ts";
import { pragmaNumber } from "../database/pragma.ts";
import { STEPS } from "../database/schema.ts";
import { wasLeftOpen, writerOf } from "../database/writer-lock.ts";

/** What can be told of a storage from outside, also while a server uses it. */
export interface StorageFacts {
  /** Which SQLite was loaded. */
  readonly driver: "@photostructure/sqlite" | "node:sqlite";
  /** Undefined where there is no file. */
  readonly file: FileFacts | undefined;
}

/** Of the database file. */
export interface FileFacts {
  /** With its log. */
  readonly bytes: number;
  /** Of the file, and the newest that this program knows. */
  readonly schema: number;
  readonly newestSchema: number;
  /** Who has it open for writing, as `process "7"`. */
  readonly writer: string | undefined;
  /** The last process that wrote it ended without closing it. */
  readonly wasLeftOpen: boolean;
  readonly runs: number;
  /** What SQLite says of it; empty where it is whole, undefined where it was too large to look at all of it. */
  readonly damage: readonly string[] | undefined;
}

/** Larger files take many seconds to look at. */
const MOST_CHECKED_BYTES = 1024 ** 3;
const MOST_SENTENCES = 5;

/** Looks at a database file and changes nothing. Rejects with a sentence when no SQLite can be loaded. */
export async function inspectStorage(file: string): Promise<StorageFacts> {
  const Driver = await loadDriver();
  const driver = Driver === loadBuiltInDriver() ? "node:sqlite" : "@photostructure/sqlite";
  const size = sizeOf(file);
  if (size === undefined) return { driver, file: undefined };
  const writer = attempt(() => writerOf(Driver, file), undefined);
  const left = writer === undefined && wasLeftOpen(file);
  const facts = { bytes: size + (sizeOf(`${file}-wal`) ?? 0), newestSchema: STEPS.length, writer };
  return { driver, file: { ...facts, wasLeftOpen: left, ...lookInside(Driver, file, facts.bytes) } };
}

function lookInside(
  Driver: Driver,
  file: string,
  bytes: number,
): Pick<FileFacts, "schema" | "runs" | "damage"> {
  try {
    checkFile(file);
    const database = new Driver(file, { readOnly: true });
    try {
      return {
        schema: pragmaNumber(database, "user_version"),
        runs: attempt(() => Number(database.prepare("SELECT count(*) AS n FROM run").get()?.["n"] ?? 0), 0),
        damage:
          bytes > MOST_CHECKED_BYTES
            ? undefined
            : database
                .prepare(`PRAGMA quick_check(${MOST_SENTENCES})`)
                .all()
                .map((row) => String(Object.values(row)[0]))
                .filter((text) => text !== "ok"),
      };
    } finally {
      database.close();
    }
  } catch (error) {
    return { schema: 0, runs: 0, damage: [error instanceof Error ? error.message : String(error)] };
  }
}

function sizeOf(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.size;
}

function attempt<Value>(work: () => Value, otherwise: Value): Value {
  try {
    return work();
  } catch {
    // What can't be asked shows itself in the look at the file.
    return otherwise;
  }
}
