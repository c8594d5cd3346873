import { parentPort } from "node:worker_threads";
import type { SeedOrder } from "./seed-pool.ts";
import { createSeedRunner } from "./seeds.ts";

const runner = createSeedRunner();

parentPort?.on("message", ({ seed, keep, bug }: SeedOrder) => {
  void runner.then(async ({ run }) => parentPort?.postMessage(await run(seed, { keep, bug })));
});
