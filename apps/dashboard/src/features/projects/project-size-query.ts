import type { Client } from "@stepwell/client";
import type { ProjectSize } from "@stepwell/protocol";
import type { UseQueryOptions } from "@tanstack/react-query";
import { queryKeys } from "../../lib/query-keys.ts";

export type ProjectSizeQuery = UseQueryOptions<
  ProjectSize,
  Error,
  ProjectSize,
  ReturnType<typeof queryKeys.projectSize>
>;

/** How to read what a project takes on the server. */
export function projectSizeQuery(client: Pick<Client, "projectSize">, project: string): ProjectSizeQuery {
  return {
    queryKey: queryKeys.projectSize(project),
    queryFn: ({ signal }) => client.projectSize(project, signal),
    staleTime: 5 * 60_000,
  };
}

/** All that a project takes, bytes. */
export function projectBytes({ logged, files, artifacts }: ProjectSize): number {
  return logged + files + artifacts;
}
