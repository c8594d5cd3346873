import { randomId } from "@stepwell/effects";
import type { Clock, Random } from "@stepwell/effects";
import { printJson } from "@stepwell/protocol";
import type { Json, LiveEvent, LiveSubscription } from "@stepwell/protocol";
import type { IngestListener } from "../ingest/create-ingest.ts";
import { createFreshRows } from "./fresh-rows.ts";
import { createLiveStream } from "./live-stream.ts";
import type { LiveStream } from "./live-stream.ts";
import { createRunNews } from "./run-news.ts";
import type { RunViews } from "./run-news.ts";
import { createWishIndex } from "./wish-index.ts";

/** Tells every viewer what is new, as deltas. */
export interface LiveHub extends IngestListener {
  /** Bytes of an event stream; continues the one that `lastEventId` names where it can. Undefined when there are too many. */
  open(lastEventId: string | undefined): ReadableStream<Uint8Array> | undefined;
  /** Replaces a stream's wishes. False when there is no such stream. */
  subscribe(stream: string, subscription: LiveSubscription): boolean;
  /** Streams that somebody reads. */
  readonly viewers: number;
  /** Sends what is due; also called by a timer while something is. */
  flush(): Promise<void>;
  close(): void;
}

const MAX_STREAMS = 4096;
const FLUSH_DELAY_MS = 20;
const PING_MS = 25_000;
/** How long a stream waits for a viewer that went. */
const RESUME_MS = 60_000;

/** Makes a hub without viewers; while there are none, what it is told costs nothing. */
export function createLiveHub(options: { clock: Clock; random: Random; views: RunViews }): LiveHub {
  const { clock, random, views } = options;
  const streams = new Map<string, LiveStream>();
  const wishes = createWishIndex<LiveStream>();
  const fresh = createFreshRows({ wishes, send });
  const news = createRunNews({ clock, views, broadcast });
  const encoder = new TextEncoder();
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

  /** Encoded once for all: a stream only adds a number of its own in front. */
  function send(event: LiveEvent, viewers: Iterable<LiveStream>): void {
    const data = encoder.encode(`data: ${printJson(event as unknown as Json)}\n\n`);
    for (const stream of viewers) stream.push(data);
  }

  function broadcast(project: string, event: LiveEvent): void {
    const viewers = [...streams.values()].filter((stream) => (stream.project ?? project) === project);
    if (viewers.length > 0) send(event, viewers);
  }

  function sweep(): void {
    for (const [id, stream] of streams) {
      const { detachedAt } = stream;
      if (detachedAt !== undefined && clock.monotonic() - detachedAt > RESUME_MS) stream.close();
      if (!stream.closed) continue;
      streams.delete(id);
      wishes.remove(stream);
    }
    if (streams.size === 0) rest();
  }

  function rest(): void {
    stopTimer?.();
    stopPing?.();
    stopTimer = stopPing = undefined;
    fresh.clear();
    news.clear();
  }

  function ping(): void {
    stopPing = clock.after(PING_MS, () => {
      for (const stream of streams.values()) stream.ping();
      ping();
      sweep();
    });
  }

  async function sendAll(): Promise<void> {
    fresh.tell();
    const waitMs = await news.sendDue();
    if (streams.size > 0 && waitMs !== undefined) schedule(Math.max(FLUSH_DELAY_MS, waitMs));
    sweep();
  }

  function flush(): Promise<void> {
    flushing ??= sendAll().finally(() => {
      flushing = undefined;
    });
    return flushing;
  }

  function note(run: number, what: { readonly keys: boolean }): void {
    if (streams.size === 0) return;
    news.note(run, what);
    schedule(FLUSH_DELAY_MS);
  }

  return {
    rows(run, stream, rows) {
      if (streams.size === 0) return;
      fresh.add(run, stream, rows);
      note(run.number, { keys: stream === "history" });
    },
    run(number) {
      note(number, { keys: false });
    },
    rewound(run) {
      fresh.drop(run.number);
      broadcast(run.project, { type: "rewound", project: run.project, run: run.runId });
      note(run.number, { keys: true });
    },
    removed(run) {
      fresh.drop(run.number);
      news.drop(run.number);
      broadcast(run.project, { type: "run-removed", project: run.project, run: run.runId });
    },
    open(lastEventId) {
      const [name = "", number = ""] = lastEventId?.split(".") ?? [];
      const resumed = /^\d{1,15}$/.test(number) ? streams.get(name)?.connect(Number(number)) : undefined;
      if (resumed !== undefined) return resumed;
      if (streams.size >= MAX_STREAMS) sweep();
      if (streams.size >= MAX_STREAMS) return undefined;
      const stream = createLiveStream(randomId(random, 16), () => clock.monotonic());
      streams.set(stream.id, stream);
      if (stopPing === undefined) ping();
      return stream.connect(0);
    },
    subscribe(id, subscription) {
      const stream = streams.get(id);
      if (stream === undefined || stream.closed) return false;
      stream.project = subscription.project;
      wishes.set(stream, subscription);
      return true;
    },
    get viewers() {
      return [...streams.values()].filter(({ detachedAt }) => detachedAt === undefined).length;
    },
    flush,
    close() {
      for (const stream of streams.values()) {
        stream.close();
        wishes.remove(stream);
      }
      streams.clear();
      rest();
    },
  };
}
