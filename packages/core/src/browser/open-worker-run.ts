import * as yaml from "yaml";
import { startDeliveryEngine } from "../sync/delivery-engine.ts";
import { delay } from "../sync/retry-with-backoff.ts";
import { browserGlobals } from "./browser-globals.ts";
import { createBrowserStorageHost } from "./browser-storage-host.ts";
import type { OpenedRun } from "./browser-world.ts";
import { deliverEarlierRuns } from "./deliver-earlier-runs.ts";
import { provideYamlLibrary } from "./library-yaml.ts";
import type { OpenRequest } from "./page-messages.ts";
import { openRunStorage } from "./run-storage.ts";

/** The storage of a run in this web worker: its files are written here, before `log` returns where the browser can. */
export async function openWorkerRun(request: OpenRequest): Promise<OpenedRun> {
  provideYamlLibrary(yaml);
  const host = createBrowserStorageHost(browserGlobals);
  const storage = await openRunStorage(host, request);
  const { fileSystem } = storage.volume;
  const earlier = deliverEarlierRuns(host, storage.store, request, new AbortController().signal).catch(
    // What is left is found again by the next run.
    () => undefined,
  );
  if (request.earlierFirstMs > 0) await Promise.race([earlier, delay(request.earlierFirstMs, host.clock)]);
  return {
    fileSystem,
    isOwner: storage.isOwner,
    startEngine: startDeliveryEngine,
    async closeRun() {
      await storage.volume.flush().catch(() => undefined);
      storage.close();
    },
  };
}
