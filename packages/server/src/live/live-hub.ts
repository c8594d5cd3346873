import { randomId } from "@stepwell/effects";
import type { Clock, Random } from "@stepwell/effects";
import { printJson } from "@stepwell/protocol";
import type { Json, KeyView, LiveEvent, LiveSubscription, RunView } from "@stepwell/protocol";
import type { StoredRun } from "@stepwell/storage";
import type { IngestListener } from "../ingest/create-ingest.ts";
import { createLiveStream } from "./live-stream.ts";
import type { LiveStream } from "./live-stream.ts";
import { rowDeltas } from "./row-deltas.ts";

/** What the hub asks of the rest when a run changed; undefined for a run that is gone. */
export interface RunViews {
  view(run: number): Promise<RunView | undefined>;
  keys(run: number): Promise<readonly KeyView[]>;
}

/** Tells every viewer what is new, as deltas. */
export interface LiveHub extends IngestListener {
  /** Bytes of an event stream; continues the one that `lastEventId` names where it can. Undefined when there are too many. */
  open(lastEventId: string | undefined): ReadableStream<Uint8Array> | undefined;
  /** Replaces a stream's wishes. False when there is no such stream. */
  subscribe(stream: string, subscription: LiveSubscription): boolean;
  /** Sends what is due; also called by a timer while something is. */
  flush(): Promise<void>;
  close(): void;
}

interface Pending {
  /** Earliest monotonic time at which the run's view may be sent again. */
  dueAt: number;
  view: boolean;
  keys: boolean;
  /** The kind of each key when it was last told. */
  readonly told: Map<string, KeyView["kind"]>;
}

const MAX_STREAMS = 256;
const RUN_INTERVAL_MS = 250;
const FLUSH_DELAY_MS = 20;
const PING_MS = 25_000;
/** How long a stream waits for a viewer that went. */
const RESUME_MS = 60_000;

/** Makes a hub without viewers; while there are none, what it is told costs nothing. */
export function createLiveHub(options: { clock: Clock; random: Random; views: RunViews }): LiveHub {
  const { clock, random, views } = options;
  const streams = new Map<string, LiveStream>();
  const pending = new Map<number, Pending>();
  let stopTimer: (() => void) | undefined;
  let stopPing: (() => void) | undefined;
  let flushing: Promise<void> | undefined;

  function schedule(delayMs: number): void {
    stopTimer ??= clock.after(delayMs, () => {
      stopTimer = undefined;
      // A store that was closed meanwhile; the run's next change sends the same and more.
      flush().catch(() => undefined);
    });
  }

  function note(run: number): Pending | undefined {
    if (streams.size === 0) return undefined;
    const found = pending.get(run) ?? { dueAt: 0, view: false, keys: false, told: new Map() };
    pending.set(run, found);
    schedule(FLUSH_DELAY_MS);
    return found;
  }

  function broadcast(project: string, event: LiveEvent): void {
    const data = eventText(event);
    for (const stream of streams.values()) {
      const wanted = stream.subscription.project;
      if (wanted === undefined || wanted === project) stream.push(data);
    }
    sweep();
  }

  function sweep(): void {
    for (const [id, stream] of streams) {
      const { detachedAt } = stream;
      if (detachedAt !== undefined && clock.monotonic() - detachedAt > RESUME_MS) stream.close();
      if (stream.closed) streams.delete(id);
    }
    if (streams.size === 0) rest();
  }

  function rest(): void {
    stopTimer?.();
    stopPing?.();
    stopTimer = stopPing = undefined;
    pending.clear();
  }

  function ping(): void {
    stopPing = clock.after(PING_MS, () => {
      for (const stream of streams.values()) stream.ping();
      ping();
      sweep();
    });
  }

  async function send(number: number, due: Pending): Promise<void> {
    const wantsKeys = due.keys;
    due.view = due.keys = false;
    due.dueAt = clock.monotonic() + RUN_INTERVAL_MS;
    const run = await views.view(number);
    if (run === undefined) return;
    broadcast(run.project, { type: "run", run });
    if (!wantsKeys) return;
    const fresh = (await views.keys(number)).filter(({ key, kind }) => due.told.get(key) !== kind);
    for (const { key, kind } of fresh) due.told.set(key, kind);
    if (fresh.length > 0) {
      broadcast(run.project, { type: "keys", project: run.project, run: run.id, keys: fresh });
    }
  }

  async function sendDue(): Promise<void> {
    const began = clock.monotonic();
    for (const [number, due] of pending) {
      if ((due.view || due.keys) && due.dueAt <= began) await send(number, due);
    }
    // Also what became due meanwhile.
    const waits = [...pending.values()].filter((due) => due.view || due.keys).map((due) => due.dueAt - began);
    if (waits.length > 0) schedule(Math.max(FLUSH_DELAY_MS, Math.min(...waits)));
  }

  function flush(): Promise<void> {
    flushing ??= sendDue().finally(() => {
      flushing = undefined;
    });
    return flushing;
  }

  return {
    rows(run: StoredRun, stream, rows) {
      const due = note(run.number);
      if (due === undefined) return;
      due.view = true;
      if (stream === "history") due.keys = true;
      for (const viewer of streams.values()) {
        for (const event of rowDeltas(viewer.subscription, run, stream, rows)) viewer.push(eventText(event));
      }
      sweep();
    },
    run(number) {
      const due = note(number);
      if (due !== undefined) due.view = true;
    },
    removed(run) {
      pending.delete(run.number);
      broadcast(run.project, { type: "run-removed", project: run.project, run: run.runId });
    },
    open(lastEventId) {
      const [name = "", number = ""] = lastEventId?.split(".") ?? [];
      const resumed = /^\d{1,15}$/.test(number) ? streams.get(name)?.connect(Number(number)) : undefined;
      if (resumed !== undefined) return resumed;
      sweep();
      if (streams.size >= MAX_STREAMS) return undefined;
      const stream = createLiveStream(randomId(random, 16), () => clock.monotonic());
      streams.set(stream.id, stream);
      if (stopPing === undefined) ping();
      return stream.connect(0);
    },
    subscribe(id, subscription) {
      const stream = streams.get(id);
      if (stream === undefined || stream.closed) return false;
      stream.subscription = subscription;
      return true;
    },
    flush,
    close() {
      for (const stream of streams.values()) stream.close();
      streams.clear();
      rest();
    },
  };
}

function eventText(event: LiveEvent): string {
  return printJson(event as unknown as Json);
}
