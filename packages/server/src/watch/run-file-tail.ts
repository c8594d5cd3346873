import type { FileStat, FileSystem } from "@stepwell/effects";
import { createRunFileReader } from "@stepwell/protocol";
import type { RunFileReader, RunRecord } from "@stepwell/protocol";
import { createRunFold } from "@stepwell/runlog";
import type { ConsoleLine, Row, RunFold, RunState } from "@stepwell/runlog";
import { lastPart } from "../files/path-text.ts";

/** Reads one run file as it grows. */
export interface RunFileTail {
  readonly path: string;
  /** Bytes handed to the reader. */
  readonly position: number;
  /** The first run record, once it was read. */
  readonly first: RunRecord | undefined;
  readonly damage: readonly string[];
  /** Why this is not a run file that we read; then nothing more comes. */
  readonly refused: string | undefined;
  /** Reads at most `budget` more bytes. `stat` is the file's own, taken just before. */
  read(stat: FileStat, budget: number): Promise<void>;
  /** What was read since the last call, or undefined before the first run record. */
  take(): TailPiece | undefined;
}

/** What a stretch of a run file amounts to. */
interface TailPiece {
  readonly history: { readonly offset: number; readonly rows: readonly Row[] };
  readonly events: { readonly offset: number; readonly rows: readonly Row[] };
  readonly console: readonly ConsoleLine[];
  readonly state: RunState;
}

const MAX_SENTENCES = 20;
const PIECE_BYTES = 1024 * 1024;

/** Makes a tail that has read nothing. A file that became shorter, or another one, is read from its start. */
export function createRunFileTail(fileSystem: FileSystem, path: string): RunFileTail {
  let reader: RunFileReader = createRunFileReader();
  let fold: RunFold = createRunFold();
  let position = 0;
  let identity: string | undefined;
  let first: RunRecord | undefined;
  let damage: string[] = [];
  let refused: string | undefined;
  let historyRows = 0;
  let eventsRows = 0;

  function restart(): void {
    reader = createRunFileReader();
    fold = createRunFold();
    position = historyRows = eventsRows = 0;
    first = refused = undefined;
    damage = [];
  }

  function note(from: number, to: number, reason: string): void {
    if (reader.ended && to <= 64) refused = reason;
    if (damage.length < MAX_SENTENCES) {
      damage.push(
        `[server] Failed to read bytes ${from} to ${to} of "${lastPart(path)}": ${reason}. What they held is lost; all before and after them is here.`,
      );
    } else if (damage.length === MAX_SENTENCES) {
      damage.push(`[server] Failed to read more of "${lastPart(path)}": further places are damaged too.`);
    }
  }

  function applyNext(): void {
    for (let event = reader.next(); event !== undefined; event = reader.next()) {
      if (event.kind === "damage") {
        note(event.from, event.to, event.reason);
        continue;
      }
      if (event.record.type === "run") first ??= event.record;
      fold.apply(event.record);
    }
  }

  return {
    path,
    get position() {
      return position;
    },
    get first() {
      return first;
    },
    get damage() {
      return damage;
    },
    get refused() {
      return refused;
    },
    async read(stat, budget) {
      if ((identity !== undefined && stat.identity !== identity) || stat.size < position) restart();
      identity = stat.identity;
      const end = Math.min(stat.size, position + budget);
      while (position < end && refused === undefined) {
        const bytes = await fileSystem.read(path, position, Math.min(PIECE_BYTES, end - position));
        if (bytes.length === 0) return;
        reader.push(bytes);
        position += bytes.length;
        applyNext();
      }
    },
    take() {
      if (first === undefined) return undefined;
      const history = { offset: historyRows, rows: fold.takeRows() };
      const events = { offset: eventsRows, rows: fold.takeEvents() };
      historyRows += history.rows.length;
      eventsRows += events.rows.length;
      return { history, events, console: fold.takeConsole(), state: fold.state };
    },
  };
}
