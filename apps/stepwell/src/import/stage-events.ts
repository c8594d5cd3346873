import type { AppendFile, FileSystem } from "@stepwell/effects";
import { createRunFileEncoder } from "@stepwell/protocol";
import type { LogRecord } from "@stepwell/protocol";
import { createEventFold, createRecordReader, decodeEvent } from "@stepwell/tfevents";
import type { EventRun, MediaFile } from "@stepwell/tfevents";
import { lastPart } from "./last-part.ts";

export interface StageOptions {
  /** The event file. */
  readonly path: string;
  /** Bytes of it that are read. */
  readonly size: number;
  /** Where the run folder is made; nothing is there. */
  readonly folder: string;
  readonly run: EventRun;
  readonly fileSystem: FileSystem;
  /** Told how many bytes were read. */
  readonly onRead: (bytes: number) => void;
}

/** What an event file amounts to, as a run folder. */
export interface StagedEvents {
  readonly rows: number;
  /** Files that rows name. */
  readonly files: number;
  /** What was left out, and how often. */
  readonly leftOut: Readonly<Record<string, number>>;
  /** What could not be read, as sentences. */
  readonly damage: readonly string[];
  readonly notes: readonly string[];
  /** The end of the last whole event; undefined when it is also the end of a row. */
  readonly cut: number | undefined;
}

const PIECE_BYTES = 1024 * 1024;
const MAX_SENTENCES = 20;

/** Makes a run folder of an event file, piece by piece. What the file has been said before comes out the same again. */
export async function stageEvents(options: StageOptions): Promise<StagedEvents> {
  const { path, size, folder, run, fileSystem, onRead } = options;
  const reader = createRecordReader();
  const fold = createEventFold(run);
  const damage: string[] = [];
  let unreadable = 0;
  const writer = createStageWriter({ folder, runId: run.runId, fileSystem });

  function takeNext(): void {
    for (let next = reader.next(); next !== undefined; next = reader.next()) {
      if (next.kind === "damage") noteDamage(next.from, next.to, next.reason);
      else {
        const event = decodeEvent(next.bytes);
        if (event === undefined) noteDamage(next.from, next.end, "it is no event");
        else fold.apply(event, next.from);
      }
    }
  }

  function noteDamage(from: number, to: number, reason: string): void {
    unreadable += 1;
    if (damage.length >= MAX_SENTENCES) return;
    const rest = reader.ended ? "Nothing behind them is here" : "All before and after them is here";
    damage.push(
      `[stepwell] Failed to read bytes ${from} to ${to} of "${lastPart(path)}": ${reason}. ${rest}.`,
    );
  }

  try {
    let at = 0;
    while (at < size && !reader.ended) {
      const bytes = await fileSystem.read(path, at, Math.min(PIECE_BYTES, size - at));
      if (bytes.length === 0) break;
      at += bytes.length;
      reader.push(bytes);
      takeNext();
      await writer.write(fold.takeRecords(), fold.takeFiles());
      onRead(at);
    }
    const isOpen = fold.closeRow();
    const last = fold.startTime === undefined ? [] : [fold.exit()];
    await writer.write([...fold.takeRecords(), ...last], fold.takeFiles());
    const rest = reader.ended ? 0 : size - reader.position;
    if (unreadable > damage.length) {
      damage.push(
        `[stepwell] Failed to read "${unreadable - damage.length}" more places of "${lastPart(path)}".`,
      );
    }
    return {
      rows: fold.rows,
      files: writer.files,
      leftOut: Object.fromEntries(fold.leftOut),
      damage,
      notes:
        rest > 0
          ? [
              `The last ${rest} bytes of "${lastPart(path)}" are an event that is not complete. Import again once it is.`,
            ]
          : [],
      cut: isOpen ? reader.position : undefined,
    };
  } finally {
    writer.close();
  }
}

/** Files first, then the records that name them. */
function createStageWriter({
  folder,
  runId,
  fileSystem,
}: {
  folder: string;
  runId: string;
  fileSystem: FileSystem;
}): {
  write(records: readonly LogRecord[], files: readonly MediaFile[]): Promise<void>;
  close(): void;
  readonly files: number;
} {
  const encoder = createRunFileEncoder();
  const written = new Set<string>();
  fileSystem.makeFolderSync(`${folder}/files`);
  const file: AppendFile = fileSystem.openAppend(`${folder}/run-${runId}.wandb`, { exclusive: true });
  file.writeSync(encoder.header());

  return {
    async write(records, media) {
      const added = media.filter(({ path }) => !written.has(path) && written.add(path));
      for (const { path, bytes } of added) {
        fileSystem.makeFolderSync(`${folder}/files/${path.slice(0, path.lastIndexOf("/"))}`);
        await fileSystem.writeFile(`${folder}/files/${path}`, bytes);
      }
      // The run's own record comes first; it is in the first piece.
      for (const record of records) file.writeSync(encoder.encode(record));
      if (added.length === 0) return;
      const files = added.map(({ path }) => ({ path, policy: "now" as const, kind: "media" as const }));
      file.writeSync(encoder.encode({ type: "files", files }));
    },
    close: () => file.closeSync(),
    get files() {
      return written.size;
    },
  };
}
