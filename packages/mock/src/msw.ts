import { http } from "msw";
import type { HttpHandler } from "msw";
import type { MockServer } from "./create-mock-server.ts";

/**
 * Handlers for msw that answer every request below `baseUrl` from the mock server. For a host that is not this machine's,
 * name it in the mock server's `allowedHosts`.
 */
export function createMswHandlers(
  server: Pick<MockServer, "fetch">,
  baseUrl = "http://localhost:7733",
): HttpHandler[] {
  return [http.all(`${baseUrl.replace(/\/+$/, "")}/*`, ({ request }) => server.fetch(request))];
}
