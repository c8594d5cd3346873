import { openFacts } from "@stepwell/storage/adapter";
import type { RunFacts } from "@stepwell/storage/adapter";
import type { Database, SqlRow } from "../database/driver.ts";
import { runOf, sourceOf } from "../runs/run-rows.ts";

/** A run's facts, and the bytes of the states that they were read from. */
export interface LoadedFacts {
  readonly facts: RunFacts;
  readonly bytes: number;
}

/** Reads what runs amount to from their sources. */
export interface FactLoader {
  /** By number; runs that are gone, or in another project than the given one (as it is stored), are left out. */
  load(runs: readonly number[], project?: string): ReadonlyMap<number, LoadedFacts>;
  /** About how much `load` would read. */
  bytesOf(runs: readonly number[]): number;
}

/** Runs whose states are in memory as text at a time. */
const PIECE = 256;
/** Of larger states only the facts are kept. */
const LARGE_BYTES = 16 * 1024;

// One statement for many runs: a call costs more than a row.
const AMONG = "IN (SELECT value FROM json_each(?))";

export function createFactLoader(database: Database): FactLoader {
  const selectRuns = database.prepare(`SELECT * FROM run WHERE number ${AMONG}`);
  const selectSources = database.prepare(
    `SELECT * FROM source WHERE run ${AMONG} ORDER BY run, started_ms, id`,
  );
  const selectBytes = database.prepare(
    `SELECT sum(octet_length(state)) AS bytes FROM source WHERE run ${AMONG}`,
  );

  function loadPiece(runs: readonly number[], project: string | undefined): [number, LoadedFacts][] {
    const wanted = JSON.stringify(runs);
    const sources = new Map<number, SqlRow[]>();
    for (const row of selectSources.all(wanted)) {
      const run = row["run"] as number;
      const known = sources.get(run);
      if (known === undefined) sources.set(run, [row]);
      else known.push(row);
    }
    const rows = selectRuns.all(wanted).filter((row) => project === undefined || row["project"] === project);
    return rows.map((row) => {
      const number = row["number"] as number;
      return [number, factsFrom(row, sources.get(number) ?? [])];
    });
  }

  return {
    load(runs, project) {
      const loaded = new Map<number, LoadedFacts>();
      for (let from = 0; from < runs.length; from += PIECE) {
        for (const [run, facts] of loadPiece(runs.slice(from, from + PIECE), project)) loaded.set(run, facts);
      }
      return loaded;
    },
    bytesOf: (runs) => Number(selectBytes.get(JSON.stringify(runs))?.["bytes"] ?? 0),
  };
}

function factsFrom(row: SqlRow, sources: readonly SqlRow[]): LoadedFacts {
  const bytes = sources.reduce((sum, source) => sum + (source["state"] as string).length, 0);
  const facts = openFacts(
    runOf(
      row,
      sources.map((source) => sourceOf(source)),
    ),
  );
  if (bytes <= LARGE_BYTES) return { facts, bytes };
  const all = facts.all();
  return { facts: { at: (path) => all.get(path), all: () => all }, bytes };
}
