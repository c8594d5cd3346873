import type { PlantedBug } from "./bugs/planted-bug.ts";
import { installDeterministicCrypto } from "./deterministic-crypto.ts";
import { planScenario } from "./plan/plan-scenario.ts";
import { WARM_UP } from "./plan/warm-up.ts";
import { simulate } from "./simulate.ts";
import type { Outcome } from "./simulate.ts";

/** Simulates single seeds, one after the other. */
export interface SeedRunner {
  run(seed: number, options?: { bug?: PlantedBug | undefined; keep?: number }): Promise<Outcome>;
}

/**
 * Makes this thread ready: what is loaded on demand is loaded before the first seed, as loading takes as long as the disk
 * takes, and a seed must be the same each time.
 */
export async function createSeedRunner(): Promise<SeedRunner> {
  installDeterministicCrypto();
  await simulate(WARM_UP);
  return { run: (seed, options = {}) => simulate(planScenario(seed), options) };
}

/** The first seed that finds a planted bug, and how many seeds that took; undefined when none of them does. */
export async function findBug(
  runner: SeedRunner,
  { bug, first, seeds }: { bug: PlantedBug; first: number; seeds: number },
): Promise<Outcome | undefined> {
  for (let seed = first; seed < first + seeds; seed++) {
    const outcome = await runner.run(seed, { bug });
    if (outcome.wrong.length > 0) return outcome;
  }
  return undefined;
}
