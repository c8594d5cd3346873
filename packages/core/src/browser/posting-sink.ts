import { FileSystemError } from "@stepwell/effects";
import type { Clock } from "@stepwell/effects";
import type { FileOperation, OperationSink } from "@stepwell/effects/browser";
import type { LogRecord } from "@stepwell/protocol";
import type { RunFile } from "../file/run-file.ts";
import type { Kept, PageChange, Refusal } from "./page-messages.ts";
import type { FileTail } from "./unload-tails.ts";

const POST_INTERVAL_MS = 50;
/** Whichever comes first: bytes of files, or records. */
const POST_BYTES = 1024 * 1024;
const POST_RECORDS = 2048;
/** Of what is not kept yet, so many records are remembered. */
const REMEMBERED_RECORDS = 4096;

/** Gathers what a page writes and posts it every 50 ms, or at once when it is much. */
export interface PostingSink extends Omit<OperationSink, "read" | "readSync"> {
  /** The run file, which the worker writes: a record is in it from the page's view, until the worker says that it is not. */
  readonly file: RunFile;
  /** Posts what has gathered. */
  post(): void;
  /** The worker is done with all up to this number; where it was refused some of it, nothing is taken any more. */
  acknowledge(number: number, now: Kept | undefined, refusal?: Refusal): void;
  /** What is not known to be in the run file, without records where there are too many; undefined when all is. */
  tail(): Omit<FileTail, "rows"> | undefined;
}

export interface PostingSinkOptions {
  readonly clock: Clock;
  readonly send: (number: number, changes: readonly PageChange[]) => void;
  /** The run file as it was begun. */
  readonly begun: { readonly size: number; readonly records: number };
}

interface Waiting {
  readonly number: number;
  readonly resolve: () => void;
}

type Change = FileOperation | { readonly kind: "records"; readonly records: LogRecord[] };

/** How much of the run file was given to `append`. */
interface Given {
  readonly records: number;
  readonly rows: number;
}

export function createPostingSink({ clock, send, begun }: PostingSinkOptions): PostingSink {
  let { size, records: inFile } = begun;
  let changes: Change[] = [];
  let bytesWaiting = 0;
  let recordsWaiting = 0;
  let waitingSince = 0;
  let cancelPost = (): void => undefined;
  let lastNumber = 0;
  let given: Given = { records: 0, rows: 0 };
  let kept = given;
  let sent: (Given & { readonly number: number })[] = [];
  let unkept: LogRecord[] = [];
  let waiting: Waiting[] = [];
  let failure: FileSystemError | undefined;
  let isClosed = false;
  let tellLoss: Parameters<NonNullable<RunFile["onLoss"]>>[0] = () => undefined;

  function post(): void {
    if (changes.length === 0) return;
    cancelPost();
    lastNumber += 1;
    send(lastNumber, changes);
    sent.push({ number: lastNumber, ...given });
    changes = [];
    bytesWaiting = 0;
    recordsWaiting = 0;
  }

  function gather(change: Change): void {
    if (changes.length === 0) {
      waitingSince = clock.monotonic();
      cancelPost = clock.after(POST_INTERVAL_MS, post);
    }
    const last = changes.at(-1);
    if (change.kind === "records" && last?.kind === "records") last.records.push(...change.records);
    else changes.push(change);
    // A page that is busy for long meets no timer.
    const isLate = clock.monotonic() - waitingSince >= POST_INTERVAL_MS;
    if (isLate || bytesWaiting >= POST_BYTES || recordsWaiting >= POST_RECORDS) post();
  }

  /** Records that are not known to be kept. */
  function missing(): number {
    return given.records - kept.records;
  }

  /** Resolves when the worker is done with all that was written. */
  function settled(): Promise<void> {
    post();
    if (failure !== undefined || sent.length === 0) return Promise.resolve();
    return new Promise((resolve) => waiting.push({ number: lastNumber, resolve }));
  }

  const file: RunFile = {
    append(records) {
      const own = ownCopies(records);
      if (isClosed || failure !== undefined || own === undefined) return records;
      const rows = records.filter(({ type }) => type === "history").length;
      given = { records: given.records + records.length, rows: given.rows + rows };
      for (const record of own) unkept.push(record);
      if (unkept.length > 2 * REMEMBERED_RECORDS) unkept = unkept.slice(-REMEMBERED_RECORDS);
      recordsWaiting += records.length;
      if (records.length > 0) gather({ kind: "records", records: own });
      return [];
    },
    sync: settled,
    close() {
      isClosed = true;
      post();
    },
    onLoss: (tell) => void (tellLoss = tell),
    get size() {
      return size;
    },
    get unkeptRows() {
      return given.rows - kept.rows;
    },
    get failure() {
      return failure;
    },
  };

  return {
    file,
    write(operation: FileOperation) {
      if (failure !== undefined) throw failure;
      // The caller uses its buffer again.
      const own = "bytes" in operation ? { ...operation, bytes: operation.bytes.slice() } : operation;
      if ("bytes" in own) bytesWaiting += own.bytes.length;
      gather(own);
    },
    async sync() {
      await settled();
      if (failure !== undefined) throw failure;
    },
    post,
    acknowledge(number, now, refusal) {
      if (refusal !== undefined) failure ??= new FileSystemError(refusal.code, refusal.path);
      if (now !== undefined) {
        ({ size, records: inFile } = now);
        kept = sent.findLast((batch) => batch.number <= number) ?? kept;
        unkept = unkept.slice(Math.max(0, unkept.length - missing()));
        if (now.lost !== undefined) tellLoss(now.lost);
      }
      sent = sent.filter((batch) => batch.number > number);
      for (const { resolve } of waiting.filter((one) => one.number <= number)) resolve();
      waiting = waiting.filter((one) => one.number > number);
    },
    tail() {
      if (missing() === 0) return undefined;
      return { after: inFile, records: unkept.length < missing() ? [] : unkept.slice(-missing()) };
    },
  };
}

/**
 * Records that stay as they are: the summary and the config give out the lists and objects that they hold. Undefined
 * when there is something in them that is no data.
 */
function ownCopies(records: readonly LogRecord[]): LogRecord[] | undefined {
  try {
    return records.map((record) => {
      const items = "items" in record ? record.items : "update" in record ? record.update : [];
      return items.some(({ value }) => Object(value) === value) ? structuredClone(record) : record;
    });
  } catch {
    return undefined;
  }
}
