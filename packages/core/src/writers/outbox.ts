import type { Clock } from "@stepwell/effects";
import type { ThreadCall, ToOwner } from "./thread-messages.ts";
import type { ThreadPort } from "./thread-port.ts";

/** A batch is sent when the current task ends, or when it holds this many calls or about this many bytes. */
const BATCH_CALLS = 256;
const BATCH_BYTES = 256 * 1024;
/** What was sent and is not written yet; beyond it the thread waits for the owner. */
const MAX_CALLS = 10_000;
const MAX_BYTES = 8 * 1024 * 1024;
/** How long a call waits for an owner that writes nothing. */
const PATIENCE_MS = 1000;

/** The slots of `Hello.progress`. */
export const WRITTEN = 0;
export const IS_OVER = 1;

export interface OutboxOptions {
  readonly port: ThreadPort;
  readonly progress: SharedArrayBuffer;
  readonly clock: Clock;
}

/**
 * Sends calls to the owner of a run in batches, and holds the thread back when the owner is behind:
 *
 *   room ──10,000 calls or 8 MiB are not written──▶ waiting ──the owner wrote──▶ room
 *                                                      └──it wrote nothing for a second──▶ dropping ──it wrote──▶ room
 *
 * An owner that is only slow loses nothing, one that is blocked costs the thread one second and its rows, counted; it may
 * be waiting for this very thread.
 */
export interface Outbox {
  /** False when the call was dropped. `rows` is 1 for a row. */
  send(call: ThreadCall, size: { readonly bytes: number; readonly rows: number }): boolean;
  /** Sends what is collected, now. */
  post(): void;
  /** Rows that the owner has not written. Once the run is over they never will be. */
  readonly pendingRows: number;
  readonly isOver: boolean;
}

interface Sent {
  readonly number: number;
  readonly calls: number;
  readonly bytes: number;
  readonly rows: number;
}

export function createOutbox({ port, progress, clock }: OutboxOptions): Outbox {
  const counters = new Int32Array(progress);
  const sent: Sent[] = [];
  let calls: ThreadCall[] = [];
  let bytes = 0;
  let rows = 0;
  let number = 0;
  /** Of what is in `sent`. */
  let waitingCalls = 0;
  let waitingBytes = 0;
  let waitingRows = 0;
  /** How much was written when the owner was given up; it gets another chance when that changes. */
  let stuckAt: number | undefined;

  function settle(): void {
    const written = Atomics.load(counters, WRITTEN);
    // Numbers wrap after 2^31 batches; only their difference counts.
    while (sent[0] !== undefined && ((written - sent[0].number) | 0) >= 0) {
      const done = sent.shift() as Sent;
      waitingCalls -= done.calls;
      waitingBytes -= done.bytes;
      waitingRows -= done.rows;
    }
  }

  function post(): void {
    if (calls.length === 0) return;
    number = (number + 1) | 0;
    sent.push({ number, calls: calls.length, bytes, rows });
    waitingCalls += calls.length;
    waitingBytes += bytes;
    waitingRows += rows;
    port.post({ type: "batch", number, calls } satisfies ToOwner);
    calls = [];
    bytes = rows = 0;
  }

  function hasRoom(): boolean {
    if (waitingCalls < MAX_CALLS && waitingBytes < MAX_BYTES) return true;
    settle();
    return waitingCalls < MAX_CALLS && waitingBytes < MAX_BYTES;
  }

  /** Waits while the owner goes on writing; true when there is room. */
  function waitForRoom(): boolean {
    post();
    const until = clock.monotonic() + PATIENCE_MS;
    for (;;) {
      const written = Atomics.load(counters, WRITTEN);
      if (hasRoom()) return true;
      if (Atomics.load(counters, IS_OVER) === 1 || stuckAt === written) return false;
      const left = until - clock.monotonic();
      if (left <= 0 || Atomics.wait(counters, WRITTEN, written, left) === "timed-out") {
        stuckAt = Atomics.load(counters, WRITTEN);
        return false;
      }
      stuckAt = undefined;
    }
  }

  return {
    send(call, size) {
      if (Atomics.load(counters, IS_OVER) === 1) return false;
      if (!hasRoom() && !waitForRoom()) return false;
      if (calls.length === 0) queueMicrotask(post);
      calls.push(call);
      bytes += size.bytes;
      rows += size.rows;
      if (calls.length >= BATCH_CALLS || bytes >= BATCH_BYTES) post();
      return true;
    },
    post,
    get pendingRows() {
      settle();
      return waitingRows + rows;
    },
    get isOver() {
      return Atomics.load(counters, IS_OVER) === 1;
    },
  };
}
