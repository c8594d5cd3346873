import type { FileSystem } from "@stepwell/effects";
import type { RunRecord } from "@stepwell/protocol";
import { createRunFileReader } from "@stepwell/protocol";
import { createRunFold } from "@stepwell/runlog";
import type { ConsoleLine, Row, RunState } from "@stepwell/runlog";

const SLICE_BYTES = 1024 * 1024;

/** Reads a run file from its start, slice by slice, and goes on when it has grown. */
export interface RunReader {
  /** Reads the next slice. Undefined when nothing new is there. */
  next(): Promise<RunSlice | undefined>;
  readonly state: RunState;
  /** The first run record, which names the source; undefined before it came. */
  readonly firstRun: RunRecord | undefined;
  /** Stretches that could not be read, as sentences. */
  readonly damage: readonly string[];
}

/** What a slice of the file brought. */
export interface RunSlice {
  /** The number of `rows[0]`, counted over the whole file. */
  readonly firstRow: number;
  readonly rows: readonly Row[];
  readonly firstEvent: number;
  readonly events: readonly Row[];
  readonly console: readonly ConsoleLine[];
}

export function createRunReader(options: { path: string; fileSystem: FileSystem }): RunReader {
  const { path, fileSystem } = options;
  const reader = createRunFileReader();
  const fold = createRunFold();
  const damage: string[] = [];
  let offset = 0;
  let rowsRead = 0;
  let eventsRead = 0;
  let firstRun: RunRecord | undefined;

  function applyAll(): void {
    for (let event = reader.next(); event !== undefined; event = reader.next()) {
      if (event.kind === "damage") {
        damage.push(`bytes ${event.from} to ${event.to} could not be read (${event.reason})`);
      } else {
        if (event.record.type === "run") firstRun ??= event.record;
        fold.apply(event.record);
      }
    }
  }

  return {
    async next() {
      const bytes = await fileSystem.read(path, offset, SLICE_BYTES);
      if (bytes.length === 0) return undefined;
      offset += bytes.length;
      reader.push(bytes);
      applyAll();
      const rows = fold.takeRows();
      const events = fold.takeEvents();
      const slice = { firstRow: rowsRead, rows, firstEvent: eventsRead, events, console: fold.takeConsole() };
      rowsRead += rows.length;
      eventsRead += events.length;
      return slice;
    },
    get state() {
      return fold.state;
    },
    get firstRun() {
      return firstRun;
    },
    damage,
  };
}
