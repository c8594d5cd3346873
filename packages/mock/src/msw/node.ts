import { setupServer } from "msw/node";
import type { SetupMockServer, SetupMockServerOptions } from "./lifecycle.ts";
import { underMsw } from "./lifecycle.ts";

export { createMswHandlers } from "./create-handlers.ts";
export type { LifecycleHooks, SetupMockServer, SetupMockServerOptions } from "./lifecycle.ts";

/**
 * Makes a mock server that answers the requests of this process, through msw. `hooks` are those of vitest or jest; without
 * them call `listen`, `resetHandlers` and `close`. Throws `MockError` for options that can't be meant.
 *
 * @example
 * const mock = setupMockServer({ hooks: { beforeAll, afterEach, afterAll } });
 */
export function setupMockServer(options: SetupMockServerOptions = {}): SetupMockServer {
  let server: ReturnType<typeof setupServer> | undefined;
  return underMsw(options, {
    start(handlers) {
      server ??= setupServer(...handlers);
      server.listen({ onUnhandledRequest: "bypass" });
    },
    stop: () => server?.close(),
  });
}
