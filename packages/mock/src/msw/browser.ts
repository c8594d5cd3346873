import { setupWorker } from "msw/browser";
import type { SetupMockServer, SetupMockServerOptions } from "./lifecycle.ts";
import { underMsw } from "./lifecycle.ts";

export { createMswHandlers } from "./create-handlers.ts";
export type { LifecycleHooks, SetupMockServer, SetupMockServerOptions } from "./lifecycle.ts";

/** Where msw finds its worker. */
export interface SetupMockPageOptions extends SetupMockServerOptions {
  /** The address of msw's worker file, which `npx msw init` writes. Default "/mockServiceWorker.js". */
  readonly workerUrl?: string;
}

/**
 * Makes a mock server that answers the requests of this page and its workers, through msw's service worker. Call `listen` before
 * a run begins. Throws `MockError` for options that can't be meant.
 */
export function setupMockServer(options: SetupMockPageOptions = {}): SetupMockServer {
  const { workerUrl = "/mockServiceWorker.js" } = options;
  let worker: ReturnType<typeof setupWorker> | undefined;
  return underMsw(options, {
    async start(handlers) {
      worker ??= setupWorker(...handlers);
      await worker.start({ onUnhandledRequest: "bypass", quiet: true, serviceWorker: { url: workerUrl } });
    },
    stop: () => worker?.stop(),
  });
}
