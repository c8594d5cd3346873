import type { Client, Live, LiveOptions } from "@stepwell/client";
import { createChannelPort } from "./channel-port.ts";
import { createTabLive } from "./tab-live.ts";
import { hasLocks } from "./tab-lock.ts";
import { createWorkerPort } from "./worker-port.ts";

/**
 * The page's part of the one event stream of this browser: held by a shared worker, by one of the tabs where there are no
 * such workers, or, where tabs can't find each other, by the page itself.
 */
export function openSharedLive(client: Client, options: LiveOptions): Live {
  if (typeof SharedWorker === "function") return createTabLive(createWorkerPort(startWorker()), options);
  if (typeof BroadcastChannel === "function" && hasLocks()) {
    return createTabLive(
      createChannelPort((inner) => client.live(inner)),
      options,
    );
  }
  return client.live(options);
}

function startWorker(): SharedWorker {
  return new SharedWorker(new URL("./live-worker.ts", import.meta.url), {
    type: "module",
    name: "stepwell-live",
  });
}
