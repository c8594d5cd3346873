import type { Clock } from "@stepwell/effects";
import { cutRunFile, openVolume } from "@stepwell/effects/browser";
import type { OriginStore, Volume } from "@stepwell/effects/browser";
import { createRunFileEncoder, createRunFileReader } from "@stepwell/protocol";
import type { LogRecord, RunFileEncoder } from "@stepwell/protocol";
import type { FileTail } from "./unload-tails.ts";

const SLICE_BYTES = 1024 * 1024;

/**
 * Adds to a run file what its page wrote down as it went away. The number of the file's last whole record says which of
 * those records had arrived; a torn end is cut. Rows that are missing even then are counted. Returns the volume, which
 * was opened anew where it had to be cut.
 */
export async function completeRunFile(options: {
  store: OriginStore;
  clock: Clock;
  name: string;
  volume: Volume;
  runFile: string;
  tail: FileTail;
}): Promise<Volume> {
  const { store, name, clock, runFile, tail } = options;
  let { volume } = options;
  const found = await readWhole(volume, runFile);
  const missing = tail.after > found.last ? [] : missingRecords(tail, found.last);
  const lost = tail.rows - found.rows - missing.filter(({ type }) => type === "history").length;
  if (lost > 0) {
    const path = ["_wandb", "stepwell_stats", "dropped", "unload"];
    missing.push({ type: "config", update: [{ path, value: lost }], remove: [] });
  }
  if (missing.length === 0) return volume;
  if (found.end < (volume.fileSystem.statSync(runFile)?.size ?? 0)) {
    volume.close();
    await cutRunFile(store, name, found.end);
    volume = await openVolume({ store, name, clock });
  }
  const encoder = createRunFileEncoder({ position: found.end, nextNumber: found.last + 1 });
  const file = volume.fileSystem.openAppend(runFile);
  for (const record of missing) file.writeSync(encoder.encode(record));
  file.closeSync();
  return volume;
}

/** The records of a tail that a file whose last record is number `last` does not have. */
function missingRecords({ after, records }: FileTail, last: number): LogRecord[] {
  // A worker passes over what it can't encode, and gives it no number.
  const encoder = createRunFileEncoder();
  return records.filter((record) => canEncode(record, encoder)).slice(last - after);
}

function canEncode(record: LogRecord, encoder: RunFileEncoder): boolean {
  try {
    encoder.encode(record);
    return true;
  } catch {
    return false;
  }
}

/** The number and end of the file's last whole record, and how many of all are rows. */
async function readWhole(
  { fileSystem }: Volume,
  path: string,
): Promise<{ last: number; end: number; rows: number }> {
  const size = fileSystem.statSync(path)?.size ?? 0;
  const reader = createRunFileReader();
  let last = 0;
  let rows = 0;
  for (let offset = 0; offset < size; offset += SLICE_BYTES) {
    reader.push(await fileSystem.read(path, offset, SLICE_BYTES));
    for (let event = reader.next(); event !== undefined; event = reader.next()) {
      if (event.kind === "damage") continue;
      last = Math.max(last, event.number);
      if (event.record.type === "history") rows += 1;
    }
  }
  return { last, end: reader.position, rows };
}
