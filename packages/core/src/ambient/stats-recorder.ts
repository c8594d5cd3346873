import type { Clock, FileSystem } from "@stepwell/effects";
import type { StatsRecord } from "@stepwell/protocol";
import { timestampOf } from "../run/timestamp.ts";
import type { Ambient } from "./ambient.ts";
import { NVIDIA_SMI_ARGS, readNvidiaSmi } from "./nvidia-smi.ts";
import { quietly } from "./quietly.ts";
import { createSystemSampler } from "./system-sampler.ts";
import type { StatsItem } from "./system-sampler.ts";

const TOOL_TIMEOUT_MS = 5000;

export interface StatsRecorderOptions {
  readonly clock: Clock;
  readonly fileSystem: FileSystem;
  readonly ambient: Ambient;
  readonly intervalMs: number;
  readonly write: (record: StatsRecord) => void;
  /** Called once, with the names of the GPUs, when there are any. */
  readonly foundGpus: (names: readonly string[]) => void;
}

/**
 * Samples system metrics in the background: at once when the current task is done, then at every interval. GPUs come
 * in records of their own, when their tool has answered. The returned stop takes the first sample if none was taken.
 */
export function startStatsRecorder(options: StatsRecorderOptions): () => void {
  const { clock, ambient, intervalMs, write } = options;
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
    const text = await ambient.runTool("nvidia-smi", NVIDIA_SMI_ARGS, TOOL_TIMEOUT_MS);
    isAsking = false;
    if (!isOpen) return;
    const { items, names } = readNvidiaSmi(text ?? "");
    if (hasGpus === undefined && names.length > 0) options.foundGpus(names);
    hasGpus ??= names.length > 0;
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
