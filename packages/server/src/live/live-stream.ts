/**
 * One viewer's event stream: a bounded ring of encoded events that serves both as its send queue and as what a
 * reconnecting viewer missed.
 *
 *   opened ──connect──▶ attached ──viewer goes──▶ detached ──connect in time, ring holds the gap──▶ attached
 *                          │                         └──too late, or ring overran──▶ closed
 *                          └──viewer too slow: ring overran what was not sent──▶ closed
 */
export interface LiveStream {
  readonly id: string;
  /** The project whose runs the viewer looks at; undefined for those of every project. */
  project: string | undefined;
  readonly closed: boolean;
  /** When the viewer went, in monotonic milliseconds; undefined while it is there. */
  readonly detachedAt: number | undefined;
  /** Queues an event, given as its `data` field, encoded: the bytes are shared with other streams. */
  push(data: Uint8Array): void;
  /** Queues a comment that keeps proxies from closing the connection; nothing where the viewer has yet to read. */
  ping(): void;
  /** Bytes for a viewer that saw everything up to event number `after`, after a hello; undefined when that can't be continued. */
  connect(after: number): ReadableStream<Uint8Array> | undefined;
  close(): void;
}

/** Beyond these a viewer is too slow, or was away too long. */
const RING_EVENTS = 2048;
const RING_BYTES = 4 * 1024 * 1024;
const RECONNECT_MS = 1000;

/** Makes a stream that nobody reads yet. `monotonic` is the clock's. */
export function createLiveStream(id: string, monotonic: () => number): LiveStream {
  const encoder = new TextEncoder();
  let ring: Uint8Array[] = [];
  let ringBytes = 0;
  /** Number of the event at `ring[0]`; numbers start at 1. */
  let first = 1;
  let sent = 0;
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  let detachedAt: number | undefined = monotonic();
  let closed = false;

  const stream: LiveStream = {
    id,
    project: undefined,
    get closed() {
      return closed;
    },
    get detachedAt() {
      return detachedAt;
    },
    push(data) {
      if (closed) return;
      ring.push(data);
      ringBytes += data.length;
      while (ring.length > RING_EVENTS || (ringBytes > RING_BYTES && ring.length > 1)) {
        ringBytes -= (ring.shift() as Uint8Array).length;
        first += 1;
      }
      drain();
      if (sent + 1 < first) stream.close();
    },
    ping() {
      if (controller !== undefined && (controller.desiredSize ?? 0) > 0) {
        controller.enqueue(encoder.encode(": ping\n\n"));
      }
    },
    connect(after) {
      if (closed || after + 1 < first || after >= first + ring.length) return undefined;
      finish(controller);
      sent = after;
      return open();
    },
    close() {
      closed = true;
      ring = [];
      finish(controller);
      controller = undefined;
    },
  };
  return stream;

  function open(): ReadableStream<Uint8Array> {
    let own: ReadableStreamDefaultController<Uint8Array> | undefined;
    return new ReadableStream<Uint8Array>(
      {
        start(opened) {
          own = opened;
          controller = opened;
          detachedAt = undefined;
          const hello = JSON.stringify({ type: "hello", stream: id });
          opened.enqueue(encoder.encode(`retry: ${RECONNECT_MS}\nid: ${id}.${sent}\ndata: ${hello}\n\n`));
          drain();
        },
        pull: drain,
        cancel() {
          if (controller !== own) return;
          controller = undefined;
          detachedAt = monotonic();
        },
      },
      new ByteLengthQueuingStrategy({ highWaterMark: 256 * 1024 }),
    );
  }

  function drain(): void {
    while (controller !== undefined && (controller.desiredSize ?? 0) > 0) {
      const next = ring[sent + 1 - first];
      if (next === undefined) return;
      // Counted first: to enqueue can make the reader pull, which comes back here.
      sent += 1;
      const head = encoder.encode(`id: ${id}.${sent}\n`);
      const bytes = new Uint8Array(head.length + next.length);
      bytes.set(head);
      bytes.set(next, head.length);
      controller.enqueue(bytes);
    }
  }
}

function finish(controller: ReadableStreamDefaultController<Uint8Array> | undefined): void {
  try {
    controller?.close();
  } catch {
    // The viewer cancelled at the same moment; the stream is closed either way.
  }
}
