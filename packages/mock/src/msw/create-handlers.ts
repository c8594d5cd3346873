import { http, HttpResponse } from "msw";
import type { HttpHandler } from "msw";
import type { MockServer } from "../create-mock-server.ts";
import { ConnectionCut } from "../faults/connection-cut.ts";

/**
 * Handlers for an msw of your own that answer every request below `baseUrl` from the mock server. For a host that is not this
 * machine's, name it in the mock server's `allowedHosts`.
 */
export function createMswHandlers(
  mock: Pick<MockServer, "fetch">,
  baseUrl: string = DEFAULT_BASE_URL,
): HttpHandler[] {
  return [
    http.all(`${baseUrl.replace(/\/+$/, "")}/*`, async ({ request }) => {
      try {
        return await mock.fetch(request);
      } catch (error) {
        if (ConnectionCut.isInstance(error)) return HttpResponse.error();
        throw error;
      }
    }),
  ];
}

/** Where mock servers under msw are, unless they are told otherwise. */
export const DEFAULT_BASE_URL = "http://localhost:7733";
