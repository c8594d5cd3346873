import { Worker } from "node:worker_threads";
import type { PlantedBug } from "./bugs/planted-bug.ts";
import type { Outcome } from "./simulate.ts";

/** Which seeds to simulate, and in how many threads. */
export interface SeedPoolOptions {
  readonly first: number;
  readonly seeds: number;
  readonly workers: number;
  readonly keep: number;
  readonly bug: PlantedBug | undefined;
  /** Told of each seed, in the order in which they end. */
  readonly onOutcome: (outcome: Outcome) => void;
}

/** What a thread is told to simulate. */
export interface SeedOrder {
  readonly seed: number;
  readonly keep: number;
  readonly bug: PlantedBug | undefined;
}

/** Simulates the seeds in threads; resolves when all are done. Rejects when a thread fails. */
export async function runSeeds(options: SeedPoolOptions): Promise<void> {
  const { first, seeds, workers, keep, bug, onOutcome } = options;
  let next = first;

  function work(): Promise<void> {
    const worker = new Worker(new URL("./seed-thread.js", import.meta.url));
    return new Promise((resolve, reject) => {
      const order = (): void => {
        if (next >= first + seeds) {
          void worker.terminate();
          resolve();
          return;
        }
        worker.postMessage({ seed: next++, keep, bug } satisfies SeedOrder);
      };
      worker.on("error", reject);
      worker.on("message", (outcome: Outcome) => {
        onOutcome(outcome);
        order();
      });
      order();
    });
  }

  await Promise.all(Array.from({ length: workers }, work));
}
