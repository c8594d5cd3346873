import type { RunName, RunStore } from "@stepwell/storage";
import type { KeyedQueue } from "./keyed-queue.ts";
import { runKey } from "./run-name.ts";

/** One key for a run under every name that it has or had, so that what happens to it by any of them comes in turn. */
export interface RunKeys {
  keyOf(name: RunName): string;
  /** Runs a task in its turn under the run's key. */
  inTurn<T>(queue: KeyedQueue, name: RunName, task: () => Promise<T>): Promise<T>;
  /** To be called before a run gets the second name. */
  lead(from: RunName, to: RunName): void;
  /** Resolves when every task that was given a queue is in it. */
  settled(): Promise<void>;
}

/** Reads which runs were moved when it is first needed. A name that it knows too much of only waits longer. */
export function createRunKeys(runs: Pick<RunStore, "formerNames">): RunKeys {
  const firstKeys = new Map<string, string>();
  let isLoaded = false;
  let loading: Promise<void> | undefined;

  const keyOf = ({ project, runId }: RunName): string => {
    const key = runKey(project, runId);
    return firstKeys.get(key) ?? key;
  };
  const lead = (from: RunName, to: RunName): void => {
    const first = keyOf(from);
    for (const { project, runId } of [from, to]) firstKeys.set(runKey(project, runId), first);
  };

  async function read(): Promise<void> {
    for (const { project, runId, current } of await runs.formerNames())
      lead({ project: current, runId }, { project, runId });
  }
  function load(): Promise<void> {
    if (loading !== undefined) return loading;
    const reading = read().catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    loading = reading;
    // The first to hear of it, and at once followed by those who wait: nobody who comes later goes before them.
    reading.then(
      () => {
        isLoaded = true;
      },
      () => undefined,
    );
    return reading;
  }

  return {
    keyOf,
    inTurn(queue, name, task) {
      const run = () => queue.run(keyOf(name), task);
      return isLoaded ? run() : load().then(run);
    },
    lead,
    settled: async () => loading?.catch(() => undefined),
  };
}
