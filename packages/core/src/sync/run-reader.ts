import type { FileSystem } from "@stepwell/effects";
import type {
  AlertRecord,
  ArtifactRecord,
  FileItem,
  LogRecord,
  PreemptingRecord,
  RunRecord,
  UseArtifactRecord,
} from "@stepwell/protocol";
import { createRunFileReader } from "@stepwell/protocol";
import { createRunFold } from "@stepwell/runlog";
import type { ConsoleLine, Row, RunState } from "@stepwell/runlog";

const SLICE_BYTES = 256 * 1024;
const MAX_DAMAGE = 20;

/** A record that asks the server to do something once, rather than to keep something. */
export type RunCommand = AlertRecord | ArtifactRecord | UseArtifactRecord | PreemptingRecord;

/** Reads a run file from its start, slice by slice, and goes on when it has grown. */
export interface RunReader {
  /** Reads the next slice into what is held. False when nothing new is there. */
  read(): Promise<boolean>;
  /** Hands over what is held. */
  take(): RunSlice;
  /** Bytes of the file that were read for what is held. */
  readonly heldBytes: number;
  /** Something is held that must not wait for the next turn. */
  readonly isUrgent: boolean;
  /** Bytes that were read, and that the file had then. */
  readonly progress: { readonly read: number; readonly size: number };
  readonly state: RunState;
  /** The first run record, which names the source; undefined before it came. */
  readonly firstRun: RunRecord | undefined;
  /** Stretches that could not be read, as sentences. */
  readonly damage: readonly string[];
}

/** What a stretch of the file brought. */
export interface RunSlice {
  /** The number of `rows[0]`, counted over the whole file. */
  readonly firstRow: number;
  readonly rows: readonly Row[];
  readonly firstEvent: number;
  readonly events: readonly Row[];
  readonly console: readonly ConsoleLine[];
  readonly commands: readonly RunCommand[];
  readonly files: readonly FileItem[];
}

export function createRunReader(options: { path: string; fileSystem: FileSystem }): RunReader {
  const { path, fileSystem } = options;
  const reader = createRunFileReader();
  const fold = createRunFold();
  const damage: string[] = [];
  let commands: RunCommand[] = [];
  let files: FileItem[] = [];
  let offset = 0;
  let size = 0;
  let heldBytes = 0;
  let rowsRead = 0;
  let eventsRead = 0;
  let firstRun: RunRecord | undefined;

  function apply(record: LogRecord): void {
    if (record.type === "run") firstRun ??= record;
    if (record.type === "files") files.push(...record.files);
    if (isCommand(record)) commands.push(record);
    fold.apply(record);
  }

  return {
    async read() {
      // A poll of a quiet file is one question, not a buffer.
      size = (await fileSystem.stat(path))?.size ?? 0;
      if (size <= offset) return false;
      const bytes = await fileSystem.read(path, offset, Math.min(SLICE_BYTES, size - offset));
      if (bytes.length === 0) return false;
      offset += bytes.length;
      heldBytes += bytes.length;
      reader.push(bytes);
      for (let event = reader.next(); event !== undefined; event = reader.next()) {
        if (event.kind === "record") apply(event.record);
        else if (damage.length < MAX_DAMAGE)
          damage.push(`bytes ${event.from} to ${event.to} could not be read (${event.reason})`);
      }
      return true;
    },
    take() {
      const [rows, events] = [fold.takeRows(), fold.takeEvents()];
      const console = fold.takeConsole();
      const slice = { firstRow: rowsRead, rows, firstEvent: eventsRead, events, console, commands, files };
      rowsRead += rows.length;
      eventsRead += events.length;
      commands = [];
      files = [];
      heldBytes = 0;
      return slice;
    },
    get heldBytes() {
      return heldBytes;
    },
    get isUrgent() {
      return commands.some(({ type }) => type === "preempting");
    },
    get progress() {
      return { read: offset, size };
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

function isCommand(record: LogRecord): record is RunCommand {
  return ["alert", "artifact", "use-artifact", "preempting"].includes(record.type);
}
