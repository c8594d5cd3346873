import type { Client } from "@stepwell/client";
import type { QueryClient } from "@tanstack/react-query";
import type { AnyRouter } from "@tanstack/react-router";
import { accountQuery } from "../account/use-account.ts";
import { workspaceQueries } from "../workspace/workspace-queries.ts";

export interface StartEarlyOptions {
  readonly client: Client;
  readonly queries: QueryClient;
  readonly router: AnyRouter;
}

/** Fetches what the first page needs before anything of it is there: its code, who is signed in, and what a workspace asks first. */
export function startEarly({ client, queries, router }: StartEarlyOptions): void {
  const matches = router.matchRoutes(router.latestLocation);
  // A page whose code or data does not come says so itself, when it is opened.
  for (const { routeId } of matches) void router.loadRouteChunk(router.routesById[routeId])?.catch(ignore);
  const page = matches.at(-1);
  const project: unknown = page?.routeId === "/p/$project" ? page.params.project : undefined;
  void queries.fetchQuery(accountQuery(client)).then(({ auth, user }) => {
    if (typeof project !== "string" || (auth === "keys" && user === null)) return;
    for (const query of workspaceQueries(client, project)) void queries.prefetchQuery(query);
  }, ignore);
}

function ignore(): void {}
