import type { FileSystem } from "@stepwell/effects";
import type { Item, Json, LogRecord } from "@stepwell/protocol";
import { createRunFileReader } from "@stepwell/protocol";
import { createRunFold } from "@stepwell/runlog";
import type { RunState } from "@stepwell/runlog";

/** Small, since nothing else happens while a slice is decoded. */
const SLICE_BYTES = 128 * 1024;
/** The run file has 31 bits for it. */
const MAX_SECONDS = 0x7fffffff;

/** A run file as far as it was read. */
export interface ReadRun {
  readonly state: RunState;
  /** The highest step of its rows; undefined without one. */
  readonly lastStep: number | undefined;
  /** Seconds that the run had lasted by then, as rows, system metrics, summary and exit tell. */
  readonly runtime: number;
  /** A row behind the step was met, and nothing after it was read. */
  readonly isCut: boolean;
}

/**
 * Reads a run file up to its first row behind `step`, or to its end, in slices that let others have their turn between
 * them. Stretches that can't be read are passed over. Throws `FileSystemError`.
 */
export async function readRunUntil(options: {
  path: string;
  fileSystem: FileSystem;
  step?: number;
}): Promise<ReadRun> {
  const { path, fileSystem, step: last = Infinity } = options;
  const reader = createRunFileReader();
  const fold = createRunFold();
  let offset = 0;
  let isCut = false;
  let lastStep: number | undefined;
  let runtime = 0;

  function apply(record: LogRecord): void {
    if (record.type === "history") {
      const step = stepOf(record.items);
      isCut = step !== undefined && step > last;
      if (isCut) return;
      if (step !== undefined) lastStep = Math.max(lastStep ?? step, step);
      lasted(numberAt(record.items, "_runtime"));
    }
    // Written before the row that it belongs to.
    if (record.type === "summary" && (stepOf(record.update) ?? 0) > last) return;
    if (record.type === "exit" || record.type === "run") lasted(record.runtime);
    fold.apply(record);
  }

  function lasted(seconds: number | undefined): void {
    if (seconds !== undefined && seconds <= MAX_SECONDS) runtime = Math.max(runtime, seconds);
  }

  while (!isCut && !reader.ended) {
    const bytes = await fileSystem.read(path, offset, SLICE_BYTES);
    if (bytes.length === 0) break;
    offset += bytes.length;
    reader.push(bytes);
    for (let event = reader.next(); event !== undefined && !isCut; event = reader.next()) {
      if (event.kind === "record") apply(event.record);
    }
    fold.takeRows();
    fold.takeConsole();
    for (const event of fold.takeEvents()) if (last === Infinity) lasted(asNumber(event["_runtime"]));
  }
  return { state: fold.state, lastStep, runtime, isCut };
}

/** Undefined for what could not be counted on from. */
function stepOf(items: readonly Item[]): number | undefined {
  const step = numberAt(items, "_step");
  return step !== undefined && step >= 0 && Number.isSafeInteger(step + 1) ? step : undefined;
}

function numberAt(items: readonly Item[], key: string): number | undefined {
  return asNumber(items.find(({ path }) => path.length === 1 && path[0] === key)?.value);
}

function asNumber(value: Json | undefined): number | undefined {
  return typeof value === "number" || typeof value === "bigint" ? Number(value) : undefined;
}
