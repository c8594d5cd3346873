import { randomId } from "@stepwell/effects";
import * as yaml from "yaml";
import type { Settings } from "../settings/resolve-settings.ts";
import { startDeliveryEngine } from "../sync/delivery-engine.ts";
import { delay } from "../sync/retry-with-backoff.ts";
import type { World } from "../world.ts";
import { asSecondary } from "./as-secondary.ts";
import { browserGlobals } from "./browser-globals.ts";
import { processesOf } from "./browser-processes.ts";
import { createBrowserStorageHost } from "./browser-storage-host.ts";
import { deliverEarlierRuns } from "./deliver-earlier-runs.ts";
import { provideYamlLibrary } from "./library-yaml.ts";
import { openRequest } from "./open-request.ts";
import type { StorageChoice } from "./page-messages.ts";
import { openRunStorage } from "./run-storage.ts";

/** The storage of a run in this web worker: its files are written here, before `log` returns where the browser can. */
export async function openWorkerRun(options: {
  readonly settings: Settings;
  readonly base: World;
  readonly storage: StorageChoice;
}): Promise<{ readonly world: World; readonly settings: Settings }> {
  const { settings, base } = options;
  provideYamlLibrary(yaml);
  const host = createBrowserStorageHost(browserGlobals);
  const volume = randomId(base.random, 16);
  const request = openRequest(settings, { volume, storage: options.storage, tails: [] });
  const storage = await openRunStorage(host, request);
  const earlier = deliverEarlierRuns(host, storage.store, request, new AbortController().signal).catch(
    // What is left is found again by the next run.
    () => undefined,
  );
  if (request.earlierFirstMs > 0) await Promise.race([earlier, delay(request.earlierFirstMs, host.clock)]);
  const world: World = {
    ...base,
    fileSystem: storage.volume.fileSystem,
    processes: processesOf(volume, base.processes.host),
    startEngine: startDeliveryEngine,
    async closeRun() {
      await storage.volume.flush().catch(() => undefined);
      storage.close();
    },
  };
  return { world, settings: storage.isOwner ? settings : asSecondary(settings, world) };
}
