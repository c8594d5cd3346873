import type { RunLike } from "../run-like.ts";

/** A run that keeps what it is given. */
export interface MemoryRun extends RunLike {
  readonly rows: readonly Record<string, unknown>[];
  readonly saved: readonly string[];
  /** `name` and what it is drawn over. */
  readonly metrics: readonly (readonly [name: string, stepMetric: string | undefined])[];
  /** The rows that sum up windows. */
  windows(): Record<string, unknown>[];
  /** As the end of a run does. */
  finish(): void;
  /** What waits for the end. */
  readonly waiting: number;
}

export function createMemoryRun(): MemoryRun {
  const rows: Record<string, unknown>[] = [];
  const saved: string[] = [];
  const metrics: [string, string | undefined][] = [];
  const work = new Set<() => void>();
  const config = new Map<string, unknown>();
  let isOver = false;
  return {
    rows,
    saved,
    metrics,
    windows: () => rows.filter((row) => Object.keys(row).some((key) => key.endsWith("/window_seconds"))),
    log(data) {
      if (isOver) throw new Error("the run is over");
      rows.push(data);
    },
    defineMetric: (name, options) => void metrics.push([name, options?.stepMetric]),
    config: {
      get: (key) => config.get(key),
      update(values) {
        for (const [key, value] of Object.entries(values)) config.set(key, value);
      },
    },
    beforeFinish(each) {
      work.add(each);
      return () => void work.delete(each);
    },
    save: (path) => void saved.push(path),
    get waiting() {
      return work.size;
    },
    finish() {
      for (const each of work) each();
      isOver = true;
    },
  };
}
