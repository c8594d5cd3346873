import type { ThreadPort } from "../writers/thread-port.ts";

/** Two ends of a channel in one thread; messages wait until they are drained, or until `deliver`. */
export interface MemoryChannel {
  readonly near: ThreadPort;
  readonly far: ThreadPort;
  /** Hands over everything that waits, in both directions, until nothing does. */
  deliver(): void;
  /** Messages that were posted from the far end and not taken. */
  readonly waitingFromFar: number;
}

export function createMemoryChannel(): MemoryChannel {
  const [near, far] = [createEnd(), createEnd()];
  return {
    near: portOf(near, far),
    far: portOf(far, near),
    deliver() {
      while (near.waiting.length + far.waiting.length > 0) {
        drain(near, Infinity);
        drain(far, Infinity);
      }
    },
    get waitingFromFar() {
      return near.waiting.length;
    },
  };
}

interface End {
  waiting: unknown[];
  take: (message: unknown) => void;
  gone: () => void;
}

function createEnd(): End {
  return { waiting: [], take: () => undefined, gone: () => undefined };
}

function drain(end: End, limit: number): void {
  for (const message of end.waiting.splice(0, limit)) end.take(message);
}

function portOf(own: End, other: End): ThreadPort {
  return {
    post: (message) => void other.waiting.push(structuredClone(message)),
    onMessage(take) {
      own.take = take;
    },
    drain: (limit) => drain(own, limit),
    hold: () => () => undefined,
    onClose(gone) {
      own.gone = gone;
    },
    close() {
      own.gone();
      other.gone();
    },
  };
}
