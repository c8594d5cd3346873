import { FileSystemError } from "@stepwell/effects";
import type { Clock } from "@stepwell/effects";
import type { FileOperation, OperationSink } from "@stepwell/effects/browser";
import type { Refusal } from "./page-messages.ts";

const POST_INTERVAL_MS = 50;
const POST_BYTES = 1024 * 1024;
/** Of what is not kept yet, this much is remembered for `unkept`. */
const REMEMBERED_BYTES = 256 * 1024;

/** Gathers what a page writes and posts it every 50 ms, or at once when it is much. */
export interface PostingSink extends OperationSink {
  /** A file that is kept already, with its size. */
  adopt(id: number, size: number): void;
  /** Posts what has gathered. */
  post(): void;
  /** The worker has kept all up to this number, or was refused some of it; then nothing is taken any more. */
  acknowledge(number: number, failure?: Refusal): void;
  kept(id: number): number | undefined;
  /** What is remembered of the end of a file that is not known to be kept: nothing when it is long; undefined when all is kept. */
  unkept(id: number): { readonly offset: number; readonly bytes: Uint8Array } | undefined;
}

/** An append, where it went. */
interface Append {
  readonly id: number;
  readonly offset: number;
  readonly bytes: Uint8Array;
}

interface Batch {
  readonly number: number;
  readonly appends: readonly Append[];
  readonly sizes: ReadonlyMap<number, number>;
}

export interface PostingSinkOptions {
  readonly clock: Clock;
  readonly send: (number: number, operations: readonly FileOperation[]) => void;
  /** Reads a file where it is kept. */
  readonly read: (id: number, offset: number, length: number) => Promise<Uint8Array>;
}

export function createPostingSink(options: PostingSinkOptions): PostingSink {
  const { clock, send, read } = options;
  const sizes = new Map<number, number>();
  const keptSizes = new Map<number, number>();
  const waiting = new Map<number, { resolve: () => void; reject: (error: Error) => void }[]>();
  let operations: FileOperation[] = [];
  let appends: Append[] = [];
  let changed = new Map<number, number>();
  let bytesWaiting = 0;
  let waitingSince = 0;
  let cancelPost = (): void => undefined;
  let sent: Batch[] = [];
  let lastNumber = 0;
  let failure: FileSystemError | undefined;

  function post(): void {
    if (operations.length === 0) return;
    cancelPost();
    lastNumber += 1;
    send(lastNumber, joinAppends(operations));
    sent.push({ number: lastNumber, appends, sizes: changed });
    operations = [];
    appends = [];
    changed = new Map();
    bytesWaiting = 0;
    forgetOldest();
  }

  /** What was posted long ago has arrived, whether or not it was acknowledged. */
  function forgetOldest(): void {
    let bytes = 0;
    for (let index = sent.length - 1; index >= 0; index--) {
      const batch = sent[index] as Batch;
      bytes += batch.appends.reduce((sum, one) => sum + one.bytes.length, 0);
      if (bytes > REMEMBERED_BYTES && batch.appends.length > 0) sent[index] = { ...batch, appends: [] };
    }
  }

  function note(operation: FileOperation): void {
    if (operation.kind !== "file" && operation.kind !== "append") return;
    const { id, bytes } = operation;
    const before = operation.kind === "append" ? (sizes.get(id) ?? 0) : 0;
    if (operation.kind === "append") appends.push({ id, offset: before, bytes });
    sizes.set(id, before + bytes.length);
    changed.set(id, before + bytes.length);
    bytesWaiting += bytes.length;
  }

  return {
    adopt(id, size) {
      sizes.set(id, size);
      keptSizes.set(id, size);
    },
    write(operation) {
      if (failure !== undefined) throw failure;
      if (operations.length === 0) {
        waitingSince = clock.monotonic();
        cancelPost = clock.after(POST_INTERVAL_MS, post);
      }
      // The caller uses its buffer again.
      const own = "bytes" in operation ? { ...operation, bytes: operation.bytes.slice() } : operation;
      operations.push(own);
      note(own);
      // A page that is busy for long meets no timer.
      if (bytesWaiting >= POST_BYTES || clock.monotonic() - waitingSince >= POST_INTERVAL_MS) post();
    },
    read(id, offset, length) {
      post();
      return read(id, offset, length);
    },
    readSync: (id) => {
      throw new FileSystemError("ENOTSUP", String(id));
    },
    sync() {
      post();
      if (failure !== undefined) return Promise.reject(failure);
      if (sent.length === 0) return Promise.resolve();
      return new Promise((resolve, reject) => {
        waiting.set(lastNumber, [...(waiting.get(lastNumber) ?? []), { resolve, reject }]);
      });
    },
    post,
    acknowledge(number, refusal) {
      if (refusal !== undefined) failure ??= new FileSystemError(refusal.code, refusal.path);
      else
        for (const batch of sent)
          if (batch.number <= number) for (const [id, size] of batch.sizes) keptSizes.set(id, size);
      sent = sent.filter((batch) => batch.number > number);
      for (const [upTo, those] of [...waiting]) {
        if (upTo > number) continue;
        waiting.delete(upTo);
        for (const { resolve, reject } of those) {
          if (failure === undefined) resolve();
          else reject(failure);
        }
      }
    },
    kept: (id) => keptSizes.get(id) ?? 0,
    unkept(id) {
      const size = sizes.get(id) ?? 0;
      if ((keptSizes.get(id) ?? 0) >= size) return undefined;
      const all = [...sent.flatMap((batch) => batch.appends), ...appends].filter((one) => one.id === id);
      const offset = all[0]?.offset ?? size;
      if (size - offset > REMEMBERED_BYTES) return { offset: size, bytes: new Uint8Array() };
      return { offset, bytes: concatenate(all, size - offset) };
    },
  };
}

/** Appends to one file that follow each other become one. */
function joinAppends(operations: readonly FileOperation[]): FileOperation[] {
  const joined: FileOperation[] = [];
  for (let from = 0; from < operations.length;) {
    const first = operations[from] as FileOperation;
    let to = from + 1;
    if (first.kind === "append") {
      while (isAppendTo(operations[to], first.id)) to += 1;
      const run = operations.slice(from, to) as { bytes: Uint8Array }[];
      const length = run.reduce((sum, { bytes }) => sum + bytes.length, 0);
      joined.push(run.length === 1 ? first : { ...first, bytes: concatenate(run, length) });
    } else joined.push(first);
    from = to;
  }
  return joined;
}

function isAppendTo(operation: FileOperation | undefined, id: number): boolean {
  return operation?.kind === "append" && operation.id === id;
}

function concatenate(parts: readonly { readonly bytes: Uint8Array }[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const { bytes } of parts) {
    whole.set(bytes, at);
    at += bytes.length;
  }
  return whole;
}
