import { fromPlainText, toPlainText } from "@stepwell/storage/adapter";
import type { Hole, SourcePlace } from "@stepwell/storage/adapter";
import type { Stream } from "@stepwell/storage";
import type { Database, SqlRow } from "../database/driver.ts";
import { idRange, TAILS_PER_STREAM } from "./packed-ids.ts";

/** What the writer knows of one (run, stream); written back by `save`. */
export interface StreamState {
  readonly id: number;
  readonly run: number;
  readonly name: Stream;
  lines: number;
  rows: number;
  epoch: number;
  nextTail: number;
  /** How often a block was sealed, and how often one that was sealed before, or lies before one that was. */
  seals: number;
  reseals: number;
  /** The block of which a part is stored that is not to be seen yet. */
  sealing: number | undefined;
  /** Rows that are not sealed, by id, in the order in which they came. */
  readonly tails: Map<number, TailPlace>;
  readonly sources: Map<string, SourcePlace>;
  readonly changedSources: Set<string>;
}

export interface TailPlace {
  readonly line: number;
  readonly rows: number;
}

/** The writer's memory of streams. It is only right between `save` and what the database did: after a rollback, `forget`. */
export interface StreamStates {
  find(run: number, name: Stream): StreamState | undefined;
  open(run: number, name: Stream): StreamState;
  source(state: StreamState, source: string): SourcePlace;
  /** All sources of a stream, as they are now. */
  allSources(state: StreamState): ReadonlyMap<string, SourcePlace>;
  markChanged(state: StreamState): void;
  /** Writes what changed; call it before each commit. */
  save(): void;
  forget(): void;
  /** Takes the stream from its run: what is stored of it is seen no more, and can be removed in pieces. */
  discard(state: StreamState): void;
}

// Streams beyond this are forgotten, the whole memory at once, and read again when needed.
const MOST_STREAMS = 4096;

export function createStreamStates(database: Database): StreamStates {
  const states = new Map<string, StreamState>();
  const changed = new Set<StreamState>();
  const select = database.prepare("SELECT * FROM stream WHERE run = ? AND name = ?");
  const insert = database.prepare(
    "INSERT INTO stream (run, name, lines, rows, epoch, next_tail) VALUES (?, ?, 0, 0, 0, 0) RETURNING *",
  );
  const update = database.prepare(
    "UPDATE stream SET lines = ?, rows = ?, epoch = ?, next_tail = ?, seals = ?, reseals = ?, sealing = ? WHERE id = ?",
  );
  const discard = database.prepare("UPDATE stream SET run = ? WHERE id = ?");
  const selectTails = database.prepare(
    "SELECT id, line, rows FROM tail WHERE id >= ? AND id < ? ORDER BY id",
  );
  const selectFeed = database.prepare("SELECT mark, holes FROM feed WHERE stream = ? AND source = ?");
  const selectFeeds = database.prepare("SELECT source, mark, holes FROM feed WHERE stream = ?");
  const upsertFeed = database.prepare(
    `INSERT INTO feed (stream, source, mark, holes) VALUES (?, ?, ?, ?)
     ON CONFLICT (stream, source) DO UPDATE SET mark = excluded.mark, holes = excluded.holes`,
  );

  const remember = (row: SqlRow): StreamState => {
    const state: StreamState = {
      id: row["id"] as number,
      run: row["run"] as number,
      name: row["name"] as Stream,
      lines: row["lines"] as number,
      rows: row["rows"] as number,
      epoch: row["epoch"] as number,
      nextTail: row["next_tail"] as number,
      seals: row["seals"] as number,
      reseals: row["reseals"] as number,
      sealing: (row["sealing"] as number | null) ?? undefined,
      tails: new Map(),
      sources: new Map(),
      changedSources: new Set(),
    };
    for (const tail of selectTails.all(...idRange(state.id, TAILS_PER_STREAM))) {
      state.tails.set(tail["id"] as number, { line: tail["line"] as number, rows: tail["rows"] as number });
    }
    states.set(`${state.run} ${state.name}`, state);
    return state;
  };

  const find = (run: number, name: Stream): StreamState | undefined => {
    const known = states.get(`${run} ${name}`);
    if (known !== undefined) return known;
    const row = select.get(run, name);
    return row === undefined ? undefined : remember(row);
  };

  return {
    find,
    open(run, name) {
      const known = find(run, name);
      return known ?? remember(insert.get(run, name) as SqlRow);
    },
    source(state, source) {
      const known = state.sources.get(source);
      if (known !== undefined) return known;
      const row = selectFeed.get(state.id, toPlainText(source));
      const place = row === undefined ? { mark: 0, holes: [] } : placeOf(row);
      state.sources.set(source, place);
      return place;
    },
    allSources(state) {
      const stored = selectFeeds
        .all(state.id)
        .map((row) => [fromPlainText(row["source"] as string), placeOf(row)] as const);
      return new Map([...stored, ...state.sources]);
    },
    markChanged(state) {
      changed.add(state);
    },
    save() {
      for (const state of changed) {
        const { lines, rows, epoch, nextTail, seals, reseals, sealing } = state;
        update.run(lines, rows, epoch, nextTail, seals, reseals, sealing ?? null, state.id);
        for (const source of state.changedSources) {
          const { mark, holes } = state.sources.get(source) as SourcePlace;
          upsertFeed.run(state.id, toPlainText(source), mark, holesText(holes));
        }
        state.changedSources.clear();
      }
      changed.clear();
      if (states.size > MOST_STREAMS) states.clear();
    },
    forget() {
      states.clear();
      changed.clear();
    },
    discard(state) {
      // Not a number that a run has.
      discard.run(-state.id, state.id);
      states.delete(`${state.run} ${state.name}`);
      changed.delete(state);
    },
  };
}

function placeOf(row: SqlRow): SourcePlace {
  const text = row["holes"] as string;
  const holes = text === "" ? [] : (JSON.parse(text) as [number, number, number | null][]);
  return {
    mark: row["mark"] as number,
    holes: holes.map(([from, to, line]): Hole => ({ from, to, line: line ?? undefined })),
  };
}

function holesText(holes: readonly Hole[]): string {
  return holes.length === 0
    ? ""
    : JSON.stringify(holes.map(({ from, to, line }) => [from, to, line ?? null]));
}
