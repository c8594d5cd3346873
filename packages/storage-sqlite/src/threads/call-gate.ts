import { closedError } from "./call-channel.ts";

/** Lets calls through until it is closed, and closes when those that were let through have ended. */
export interface CallGate {
  /** Rejects after `close`. */
  pass<Value>(begin: () => Promise<unknown>): Promise<Value>;
  close(): Promise<void>;
}

export function createCallGate(): CallGate {
  const pending = new Set<Promise<unknown>>();
  let closed = false;
  return {
    async pass<Value>(begin: () => Promise<unknown>): Promise<Value> {
      if (closed) throw closedError();
      const work = begin();
      pending.add(work);
      try {
        return (await work) as Value;
      } finally {
        pending.delete(work);
      }
    },
    async close() {
      closed = true;
      await Promise.allSettled(pending);
    },
  };
}
