import { DeliveryError } from "../core-error.ts";
import type { RunFolder } from "../file/run-folder.ts";
import type { Delivery } from "../run/delivery.ts";
import type { World } from "../world.ts";
import { delay } from "./retry-with-backoff.ts";
import { createRunSync } from "./run-sync.ts";

const INTERVAL_MS = 15_000;
const LIVE_INTERVAL_MS = 250;
const GRACE_MS = 500;

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
  let isDelivered = false;
  const done = loop();

  async function loop(): Promise<void> {
    for (;;) {
      const ending = runIsOver.signal.aborted;
      try {
        await sync.deliver({ ending });
        problem = undefined;
        if (ending) {
          isDelivered = true;
          await fileSystem.writeFile(`${runFile}.synced`, new Uint8Array());
          return;
        }
      } catch (error) {
        problem = error instanceof Error ? error.message : String(error);
        // What the server refuses for good it would refuse again; the run folder keeps everything.
        const isRefused = DeliveryError.isInstance(error) && !error.retryable;
        if (isRefused || giveUp.signal.aborted || ending) return;
      }
      await delay(sync.isLive ? LIVE_INTERVAL_MS : INTERVAL_MS, clock, runIsOver.signal);
    }
  }

  return {
    url: undefined,
    async finish(timeoutMs) {
      const release = world.keepAlive();
      runIsOver.abort();
      try {
        await Promise.race([done, delay(timeoutMs, clock, giveUp.signal)]);
        giveUp.abort();
        // Requests under way end now, and tell what they were waiting for.
        await Promise.race([done, delay(GRACE_MS, clock)]);
      } finally {
        release();
      }
      if (isDelivered) return undefined;
      problem ??= `The server did not answer within ${timeoutMs / 1000} s.`;
      return `${sync.rowsDelivered} rows are at the server, the rest is here. ${problem} Send it later with "npx stepwell sync".`;
    },
  };
}
