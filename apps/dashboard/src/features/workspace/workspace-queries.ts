import type { Client } from "@stepwell/client";
import type { FetchQueryOptions } from "@tanstack/react-query";
import { queryKeys } from "../../lib/query-keys.ts";

/** What the workspace of a project asks first: what its runs can be found by, what they logged, and which views there are. */
export function workspaceQueries(client: Client, project: string): readonly FetchQueryOptions[] {
  return [
    {
      queryKey: queryKeys.runKeys(project),
      queryFn: ({ signal }) => client.runKeys(project, signal),
    },
    {
      queryKey: queryKeys.projectKeys(project),
      queryFn: ({ signal }) => client.views.keys(project, signal),
    },
    {
      queryKey: queryKeys.views(project),
      queryFn: ({ signal }) => client.views.list(project, signal),
    },
  ];
}
