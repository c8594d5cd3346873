import type { Item, Json, LogRecord } from "@stepwell/protocol";
import type { TensorBoardEvent } from "./decode-event.ts";
import { decodeHparams } from "./hparams.ts";
import type { MediaFile } from "./media-value.ts";
import { cellOfSummary } from "./summary-value.ts";

/** Whose records an event file's become. */
export interface EventRun {
  readonly runId: string;
  readonly project: string;
  readonly group: string;
  readonly displayName: string;
  readonly host: string;
  /** Tells this event file from others of the run; the same for a copy. */
  readonly writer: string;
  /**
   * Places at which the file ended at earlier readings: a row never reaches over one, so that rows that were given then
   * are given again as they were. Ascending file offsets.
   */
  readonly cuts: readonly number[];
}

/** Turns the events of one event file, in order, into the records of a run file. */
export interface EventFold {
  /** Takes the event that lies at `from` in the file. Never throws. */
  apply(event: TensorBoardEvent, from: number): void;
  /** Ends the row that is being put together. True when there was one: then the place is a cut from now on. */
  closeRow(): boolean;
  /** Records since the last call. The first is the run's. */
  takeRecords(): LogRecord[];
  /** Files since the last call, each of which a taken row names. */
  takeFiles(): MediaFile[];
  readonly rows: number;
  /** Seconds since the epoch; undefined before the first event. */
  readonly startTime: number | undefined;
  /** The end's record, which the caller adds when there is nothing more. */
  exit(): LogRecord;
  /** What was left out, by what it is. */
  readonly leftOut: ReadonlyMap<string, number>;
}

const HPARAMS = "hparams";
/** Keys that a row has of its own. */
const RESERVED = new Set(["_step", "_timestamp", "_runtime", "_wandb"]);
const MAX_TAG = 1000;
/** Writers may say a tag's plugin only once; so many tags are remembered. */
const MAX_TAGS = 200_000;
const MAX_REASONS = 64;
/** A row that becomes larger is ended, and its step goes on in another one. Characters and numbers, roughly. */
const MAX_ROW = 1_000_000;
/** A time beyond is none. Seconds since the epoch. */
const MAX_TIME = 1e11;

/** A fold before the first event. Rows are one for each stretch of events of one step in which no tag comes twice. */
export function createEventFold(run: EventRun): EventFold {
  const plugins = new Map<string, string>();
  const leftOut = new Map<string, number>();
  const cuts = [...run.cuts];
  let records: LogRecord[] = [];
  let files: MediaFile[] = [];
  let startTime: number | undefined;
  let time = 0;
  let rows = 0;
  let hasFailed = false;
  let open:
    | { readonly step: number; readonly cells: Map<string, Json>; time: number; size: number }
    | undefined;

  function leaveOut(reason: string): void {
    const known = leftOut.has(reason) || leftOut.size < MAX_REASONS ? reason : "others";
    leftOut.set(known, (leftOut.get(known) ?? 0) + 1);
  }

  function begin(wallTime: number): void {
    const seconds = Math.floor(wallTime);
    const nanos = Math.min(999_999_999, Math.round((wallTime - seconds) * 1e9));
    startTime = wallTime;
    records.push({ ...runRecord(run), startTime: { seconds, nanos } });
  }

  function closeRow(): boolean {
    if (open === undefined) return false;
    const items: Item[] = [...open.cells].map(([key, value]) => ({ path: [key], value }));
    items.push({ path: ["_step"], value: open.step });
    items.push({ path: ["_timestamp"], value: open.time });
    items.push({ path: ["_runtime"], value: Math.max(0, open.time - (startTime ?? open.time)) });
    records.push({ type: "history", items });
    rows += 1;
    open = undefined;
    return true;
  }

  function addCell(key: string, value: Json, step: number): void {
    if (open !== undefined && (open.step !== step || open.cells.has(key) || open.size > MAX_ROW)) closeRow();
    open ??= { step, cells: new Map(), time, size: 0 };
    open.cells.set(key, value);
    open.time = time;
    open.size += key.length + sizeOf(value);
  }

  function pluginOf(tag: string, said: string): string {
    const known = plugins.get(tag);
    if (known !== undefined || said === "") return known ?? "";
    if (plugins.size < MAX_TAGS) plugins.set(tag, said);
    return said;
  }

  function configure(content: Uint8Array): void {
    const news = decodeHparams(content);
    if (news === undefined) return;
    if (news.config.length > 0) records.push({ type: "config", update: news.config, remove: [] });
    hasFailed ||= news.hasFailed;
  }

  return {
    apply(event, from) {
      time = timeOf(event.wallTime) ?? time;
      if (startTime === undefined) begin(time);
      if (cuts[0] !== undefined && from >= cuts[0]) {
        closeRow();
        while (cuts[0] !== undefined && from >= cuts[0]) cuts.shift();
      }
      if (event.other !== undefined) leaveOut(event.other);
      for (const value of event.values) {
        const plugin = pluginOf(value.tag, value.plugin);
        if (plugin === HPARAMS) configure(value.pluginContent);
        else if (value.tag === "" || value.tag.length > MAX_TAG) leaveOut("tag without a usable name");
        else {
          const made = cellOfSummary(value, plugin, event.step);
          if (made.kind === "left-out") {
            leaveOut(made.reason);
            continue;
          }
          if (sizeOf(made.value) > MAX_ROW) {
            leaveOut("value of more than a million characters");
            continue;
          }
          addCell(RESERVED.has(value.tag) ? `tag/${value.tag}` : value.tag, made.value, event.step);
          files.push(...made.files);
        }
      }
    },
    closeRow,
    takeRecords() {
      const taken = records;
      records = [];
      return taken;
    },
    takeFiles() {
      const taken = files;
      files = [];
      return taken;
    },
    get rows() {
      return rows;
    },
    get startTime() {
      return startTime;
    },
    exit: () => ({
      type: "exit",
      exitCode: hasFailed ? 1 : 0,
      runtime: Math.max(0, Math.floor(time - (startTime ?? time))),
    }),
    leftOut,
  };
}

/** Lists of texts are long by their texts, everything else by its parts. */
function sizeOf(value: Json): number {
  if (typeof value === "string") return value.length;
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + sizeOf(item as Json), 0);
  return typeof value === "object" && value !== null ? Object.values(value).flat().length * 20 : 10;
}

function timeOf(wallTime: number): number | undefined {
  return wallTime >= 0 && wallTime < MAX_TIME ? wallTime : undefined;
}

function runRecord({
  runId,
  project,
  group,
  displayName,
  host,
  writer,
}: EventRun): LogRecord & { type: "run" } {
  return {
    type: "run",
    runId,
    project,
    group,
    displayName,
    host,
    entity: "",
    jobType: "",
    notes: "",
    tags: [],
    sweepId: "",
    config: [{ path: ["_wandb", "stepwell", "writer"], value: writer }],
    startingStep: 0,
    resumed: false,
    runtime: 0,
    forked: false,
  };
}
