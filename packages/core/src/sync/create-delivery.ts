import type { RunFolder } from "../file/run-folder.ts";
import type { Delivery } from "../run/delivery.ts";
import type { World } from "../world.ts";
import type { DeliveryNews } from "./delivery-engine.ts";
import { createProgressLine } from "./progress-line.ts";
import { delay } from "./retry-with-backoff.ts";
import type { SyncProgress } from "./run-sync.ts";
import type { ArtifactNews } from "./send-command.ts";
import { startEngineLater } from "./start-engine-later.ts";

const GRACE_MS = 500;

export interface CreateDeliveryOptions {
  readonly folder: RunFolder;
  readonly server: { readonly baseUrl: string; readonly apiKey: string };
  readonly world: World;
  /** Nothing is printed while `finish` takes long. */
  readonly silent: boolean;
}

/** Delivers a live run in the background: in a thread where the world has one, in this thread otherwise. */
export function createDelivery({ folder, server, world, silent }: CreateDeliveryOptions): Delivery {
  const { clock } = world;
  const { runFile, filesFolder } = folder;
  const stop = new AbortController();
  const artifacts = new Map<string, ArtifactNews>();
  const waiting = new Map<string, ((news: ArtifactNews) => void)[]>();
  let news: DeliveryNews | undefined;
  // Where the address is the program's own, the command could not know it.
  const sendLater = world.sendsRest ?? `Send it later with "npx stepwell sync --to ${server.baseUrl}".`;
  const start = world.startEngine ?? startEngineLater;
  const engine = start({ job: { runFile, filesFolder, ...server }, world, tell });

  function tell(told: DeliveryNews): void {
    news = told;
    if (told.stopped) stop.abort();
    for (const one of told.artifacts) {
      artifacts.set(one.clientId, one);
      answer(one);
    }
    // Who waits for what will not come would wait for ever.
    if (told.isRefused) for (const clientId of waiting.keys()) answer(refusal(clientId, told));
  }

  function answer(one: ArtifactNews): void {
    for (const resolve of waiting.get(one.clientId) ?? []) resolve(one);
    waiting.delete(one.clientId);
  }

  function refusal(clientId: string, { problem = "" }: DeliveryNews): ArtifactNews {
    return { clientId, problem };
  }

  /** What the server has not got, as a sentence. */
  function undelivered(timeoutMs: number): string | undefined {
    if (news?.isDelivered === true) return news.refused.join(" ") || undefined;
    const reason = news?.problem ?? `The server did not answer within ${timeoutMs / 1000} s.`;
    const count = news?.progress.rows ?? 0;
    const rows = count === 1 ? "1 row is" : `${count.toLocaleString("en-US")} rows are`;
    return `${rows} at the server, the rest is here. ${reason} ${sendLater}`;
  }

  /** While the server is away, the engine's last look at the file is old. */
  function progress(): SyncProgress | undefined {
    const size = world.fileSystem.statSync(runFile)?.size ?? 0;
    return news && { ...news.progress, bytesTotal: Math.max(size, news.progress.bytesTotal) };
  }

  return {
    get url() {
      return news?.url;
    },
    sendLater,
    stopSignal: stop.signal,
    artifact(clientId) {
      const known = artifacts.get(clientId);
      if (known !== undefined) return Promise.resolve(known);
      if (news?.isRefused === true) return Promise.resolve(refusal(clientId, news));
      return new Promise((resolve) => waiting.set(clientId, [...(waiting.get(clientId) ?? []), resolve]));
    },
    async finish(timeoutMs) {
      const release = world.keepAlive();
      const timeout = new AbortController();
      const line = createProgressLine({ world, silent, progress });
      try {
        await Promise.race([engine.finish(), delay(timeoutMs, clock, timeout.signal)]);
        // Requests under way end now, and tell what they were waiting for.
        if (news?.isDelivered !== true)
          await Promise.race([engine.giveUp(), delay(GRACE_MS, clock, timeout.signal)]);
      } finally {
        timeout.abort();
        line.end();
        release();
      }
      return undelivered(timeoutMs);
    },
  };
}
