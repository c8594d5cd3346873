import type { Artifact } from "@stepwell/core";
import type { RunLike } from "../run-like.ts";

/** A run that keeps what it is told, for the tests of this package. */
export interface MemoryRun extends RunLike {
  readonly rows: Record<string, unknown>[];
  readonly metrics: [string, object | undefined][];
  readonly configured: Record<string, unknown>;
  /** What was logged and set, by key. */
  readonly summarised: Map<string, unknown>;
  readonly alerts: [title: string, text: string][];
  readonly artifacts: { artifact: Artifact; aliases: readonly string[] }[];
  logArtifact: NonNullable<RunLike["logArtifact"]>;
  /** How many wait for its end. */
  readonly waiting: number;
  finish(): void;
}

/** Creates a run that keeps what it is told; `refuse` decides which rows it throws at. */
export function createMemoryRun(refuse: (row: Record<string, unknown>) => boolean = () => false): MemoryRun {
  const rows: Record<string, unknown>[] = [];
  const metrics: [string, object | undefined][] = [];
  const configured: Record<string, unknown> = {};
  const summarised = new Map<string, unknown>();
  const alerts: [string, string][] = [];
  const artifacts: { artifact: Artifact; aliases: readonly string[] }[] = [];
  const work = new Set<() => void>();
  let held: Record<string, unknown> = {};
  const summarise = (values: Record<string, unknown>): void => {
    for (const [key, value] of Object.entries(values)) summarised.set(key, value);
  };
  return {
    id: "r1",
    rows,
    metrics,
    configured,
    summarised,
    alerts,
    artifacts,
    log(part, { commit = true } = {}) {
      const row = { ...held, ...part };
      if (refuse(row)) throw new Error("refused");
      held = commit ? {} : row;
      if (!commit) return;
      rows.push(row);
      summarise(row);
    },
    defineMetric: (name, options) => metrics.push([name, options]),
    config: { update: (values) => Object.assign(configured, values) },
    summary: {
      get: ([key = ""]) => summarised.get(key),
      update: summarise,
      delete: ([key = ""]) => void summarised.delete(key),
    },
    alert: (title, text) => void alerts.push([title, text]),
    beforeFinish(each) {
      work.add(each);
      return () => void work.delete(each);
    },
    get waiting() {
      return work.size;
    },
    finish() {
      for (const each of work) each();
      work.clear();
    },
    logArtifact: async (artifact, { aliases = [] } = {}) => void artifacts.push({ artifact, aliases }),
  };
}
