import type { RunLike } from "../run-like.ts";

/** A run that keeps what it is told, for the tests of this package. */
export interface MemoryRun extends RunLike {
  readonly rows: Record<string, unknown>[];
  readonly metrics: [string, object | undefined][];
  readonly configured: Record<string, unknown>;
}

/** Creates a run that keeps what it is told; `refuse` decides which rows it throws at. */
export function createMemoryRun(refuse: (row: Record<string, unknown>) => boolean = () => false): MemoryRun {
  const rows: Record<string, unknown>[] = [];
  const metrics: [string, object | undefined][] = [];
  const configured: Record<string, unknown> = {};
  return {
    rows,
    metrics,
    configured,
    log(row) {
      if (refuse(row)) throw new Error("refused");
      rows.push(row);
    },
    defineMetric: (name, options) => metrics.push([name, options]),
    config: { update: (values) => Object.assign(configured, values) },
  };
}
