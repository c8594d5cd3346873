import type { Clock, Random } from "@stepwell/effects";
import { createApp } from "@stepwell/server";
import type { App, Fault } from "@stepwell/server";
import { createMemoryBlobStore, createMemoryMetricStore, createMemoryRunStore } from "@stepwell/storage";
import { fillable, StorageFull } from "./faults/full-stores.ts";

/** What the app is made of. */
export interface MemoryAppOptions {
  readonly clock: Clock;
  readonly random: Random;
  readonly allowedHosts?: readonly string[];
  readonly allowedOrigins?: readonly string[];
  readonly onServerError?: (error: Fault) => void;
}

/** The real app over memory, whose clock can be off and whose stores can be full. */
export interface MemoryApp extends Pick<App, "fetch" | "tick" | "close"> {
  /** How far the server's clock is off, in milliseconds. */
  skew(ms: number): void;
  /** Nothing can be stored until the returned function is called, as often as this was. */
  fill(): () => void;
  /** Begins anew with empty stores. */
  reset(): Promise<void>;
}

/** Puts the app together. */
export function createMemoryApp(options: MemoryAppOptions): MemoryApp {
  const { clock, random, allowedHosts = [], allowedOrigins = [], onServerError } = options;
  let skewMs = 0;
  let full = 0;
  let app = open();

  function open(): App {
    const stores = {
      runs: createMemoryRunStore(),
      metrics: createMemoryMetricStore(),
      blobs: createMemoryBlobStore(),
    };
    return createApp({
      ...fillable(stores, () => full > 0),
      clock: {
        now: () => clock.now() + skewMs,
        monotonic: () => clock.monotonic(),
        after: (delayMs, run) => clock.after(delayMs, run),
      },
      random,
      allowedHosts,
      allowedOrigins,
      onFault(fault) {
        if (!StorageFull.isInstance(fault.error)) onServerError?.(fault);
      },
      version: "mock",
    });
  }

  return {
    fetch: (request) => app.fetch(request),
    tick: () => app.tick(),
    close: () => app.close(),
    skew(ms) {
      skewMs = ms;
    },
    fill() {
      full += 1;
      let isFree = false;
      return () => {
        if (!isFree) full -= 1;
        isFree = true;
      };
    },
    async reset() {
      await app.close();
      skewMs = 0;
      app = open();
    },
  };
}
