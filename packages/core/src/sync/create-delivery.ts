import { DeliveryError } from "../core-error.ts";
import type { RunFolder } from "../file/run-folder.ts";
import type { Delivery } from "../run/delivery.ts";
import type { World } from "../world.ts";
import { delay } from "./retry-with-backoff.ts";
import { createRunSync } from "./run-sync.ts";

const INTERVAL_MS = 15_000;
const LIVE_INTERVAL_MS = 250;

/** Delivers a live run in the background: at once, then every 15 s, or every 250 ms to a server that asks for it. */
export function createDelivery(options: {
  folder: RunFolder;
  server: { readonly baseUrl: string; readonly apiKey: string };
  world: World;
}): Delivery {
  const { folder, server, world } = options;
  const { clock, fileSystem } = world;
  const giveUp = new AbortController();
  const runIsOver = new AbortController();
  const { runFile, filesFolder } = folder;
  const sync = createRunSync({ runFile, filesFolder, ...server, world, signal: giveUp.signal });
  let problem: string | undefined;
  const done = loop();

  async function loop(): Promise<void> {
    for (;;) {
      const ending = runIsOver.signal.aborted;
      try {
        await sync.deliver({ ending });
        problem = undefined;
        if (ending) {
          await fileSystem.writeFile(`${runFile}.synced`, new Uint8Array());
          return;
        }
      } catch (error) {
        problem = error instanceof Error ? error.message : String(error);
        // What the server refuses for good it would refuse again; the run folder keeps everything.
        if (DeliveryError.isInstance(error) || giveUp.signal.aborted || ending) return;
      }
      await delay(sync.isLive ? LIVE_INTERVAL_MS : INTERVAL_MS, clock, runIsOver.signal);
    }
  }

  return {
    url: undefined,
    async finish(timeoutMs) {
      const release = world.keepAlive();
      runIsOver.abort();
      const cancel = clock.after(timeoutMs, () => {
        problem ??= `the server did not answer within ${timeoutMs / 1000} s`;
        giveUp.abort();
      });
      try {
        await Promise.race([done, aborted(giveUp.signal)]);
      } finally {
        cancel();
        release();
      }
      if (problem === undefined) return undefined;
      return `${sync.rowsDelivered} rows are at the server, the rest is here. ${problem} Send it later with "npx stepwell sync".`;
    },
  };
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
}
