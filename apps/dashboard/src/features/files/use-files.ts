import type { FileView } from "@stepwell/protocol";
import type { UseQueryOptions } from "@tanstack/react-query";
import { queryKeys } from "../../lib/query-keys.ts";
import { useSession } from "../shell/session-context.ts";

export type FilesQuery = UseQueryOptions<
  readonly FileView[],
  Error,
  readonly FileView[],
  readonly ["files", string, string]
>;

/** How to read the list of a run's files. */
export function useFilesQuery(project: string, run: string): FilesQuery {
  const { client } = useSession();
  return {
    queryKey: queryKeys.files(project, run),
    queryFn: ({ signal }) => client.files(project, run, signal),
    staleTime: 5_000,
  };
}
