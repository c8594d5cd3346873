import { parseJson, type LiveEvent, type LiveSubscription } from "@stepwell/protocol";
import { sseEvents } from "./sse-events.ts";
import type { Transport } from "./transport.ts";

//            ┌──────────── stream ended or failed ────────────┐
//            ▼                                                 │
//  connecting ── no reply ──▶ offline(retryInMs) ── wait ──▶ connecting ── hello ──▶ online
//
// After each hello the newest subscription is sent again: a new stream starts without wishes.

/** How the stream of events stands. */
export type LiveState =
  | { readonly kind: "connecting" }
  /** `resumed`: the stream goes on where it was cut, and nothing was missed. */
  | { readonly kind: "online"; readonly resumed: boolean }
  | { readonly kind: "offline"; readonly retryInMs: number };

/** Who is told of events and of the connection. */
export interface LiveOptions {
  readonly onEvent: (event: LiveEvent) => void;
  readonly onState?: (state: LiveState) => void;
  /** Waits between attempts; must return early when the signal fires. Default: a timer. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** An open stream of events. It connects again by itself until it is closed. */
export interface Live {
  /** Replaces what is wished for. Resolves when the server knows; while offline, after the next connection. */
  subscribe(subscription: LiveSubscription): Promise<void>;
  /** Ends a wait and connects now. */
  retry(): void;
  close(): void;
}

const firstWaitMs = 1_000;
const longestWaitMs = 15_000;

/** Opens one event stream that reconnects by itself: after 1, 2, 4 … 15 seconds, resuming where it was cut. */
export function openLive(transport: Transport, options: LiveOptions): Live {
  const { onEvent, onState = () => undefined, wait = timer } = options;
  const closing = new AbortController();
  let stream: string | undefined;
  let lastStream = "";
  let lastEventId = "";
  let failures = 0;
  let wished: LiveSubscription | undefined;
  let waiters: (() => void)[] = [];
  let waiting = new AbortController();

  const sendWish = async (): Promise<void> => {
    if (stream === undefined || wished === undefined) return;
    const done = waiters;
    waiters = [];
    try {
      const response = await transport.send(
        "subscribe to live events",
        `/api/live/${encodeURIComponent(stream)}`,
        { method: "PUT", body: wished, signal: closing.signal },
      );
      await response.body?.cancel();
      for (const resolve of done) resolve();
    } catch {
      // The stream is gone or about to go; the wish is sent again after the next hello.
      waiters.unshift(...done);
    }
  };

  const receive = async (): Promise<void> => {
    const headers: Record<string, string> = { accept: "text/event-stream" };
    if (lastEventId !== "") headers["last-event-id"] = lastEventId;
    const response = await transport.send("open the live stream", "/api/live", {
      headers,
      signal: closing.signal,
    });
    if (response.body === null) return;
    for await (const { id, data } of sseEvents(response.body)) {
      if (id !== "") lastEventId = id;
      const event = parseEvent(data);
      if (event === undefined) continue;
      if (event.type === "hello") {
        const resumed = event.stream === lastStream;
        stream = lastStream = event.stream;
        failures = 0;
        onState({ kind: "online", resumed });
        void sendWish();
      }
      onEvent(event);
    }
  };

  const run = async (): Promise<void> => {
    while (!closing.signal.aborted) {
      onState({ kind: "connecting" });
      await receive().catch(() => undefined);
      stream = undefined;
      if (closing.signal.aborted) return;
      const retryInMs = Math.min(longestWaitMs, firstWaitMs * 2 ** failures);
      failures += 1;
      onState({ kind: "offline", retryInMs });
      waiting = new AbortController();
      await wait(retryInMs, AbortSignal.any([waiting.signal, closing.signal]));
    }
  };
  void run();

  return {
    subscribe(subscription) {
      wished = subscription;
      return new Promise((resolve) => {
        waiters.push(resolve);
        void sendWish();
      });
    },
    retry: () => waiting.abort(),
    close: () => closing.abort(),
  };
}

function parseEvent(data: string): LiveEvent | undefined {
  try {
    return parseJson(data) as unknown as LiveEvent;
  } catch {
    return undefined;
  }
}

function timer(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const handle = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(handle);
      resolve();
    });
  });
}
