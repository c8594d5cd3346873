import type { Clock, FileSystem } from "@stepwell/effects";
import type { StatsRecord } from "@stepwell/protocol";
import { timestampOf } from "../run/timestamp.ts";
import type { Ambient } from "./ambient.ts";
import { quietly } from "./quietly.ts";
import { createSystemSampler } from "./system-sampler.ts";
import type { StatsItem } from "./system-sampler.ts";

export interface StatsRecorderOptions {
  readonly clock: Clock;
  readonly fileSystem: FileSystem;
  readonly ambient: Ambient;
  readonly intervalMs: number;
  /** Undefined: all. */
  readonly gpuIds: readonly number[] | undefined;
  readonly diskPaths: readonly string[];
  readonly write: (record: StatsRecord) => void;
}

/**
 * Samples system metrics in the background: at once when the current task is done, then at every interval. GPUs come
 * in records of their own, when their tools have answered. The returned stop takes the first sample if none was taken.
 */
export function startStatsRecorder(options: StatsRecorderOptions): () => void {
  const { clock, ambient, intervalMs, gpuIds, write } = options;
  let sample: (() => StatsItem[]) | undefined;
  let isOpen = true;
  let hasGpus: boolean | undefined;
  let isAsking = false;
  let cancel = clock.after(0, tick);

  function tick(): void {
    const goesOn = quietly(takeSample);
    if (hasGpus !== false && !isAsking) void takeGpuSample();
    if (goesOn) cancel = clock.after(intervalMs, tick);
  }

  function takeSample(): void {
    sample ??= createSystemSampler(options);
    push(sample());
  }

  async function takeGpuSample(): Promise<void> {
    isAsking = true;
    const items = (await ambient.runInBackground("gpus", { pid: ambient.pid, ids: gpuIds })) ?? [];
    isAsking = false;
    if (!isOpen) return;
    hasGpus ??= items.length > 0;
    push(items);
  }

  function push(items: readonly StatsItem[]): void {
    if (items.length > 0) write({ type: "stats", timestamp: timestampOf(clock.now()), items });
  }

  return () => {
    if (!isOpen) return;
    isOpen = false;
    cancel();
    if (sample === undefined) quietly(takeSample);
  };
}
