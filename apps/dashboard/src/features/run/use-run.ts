import type { RunDetail } from "@stepwell/protocol";
import type { UseQueryOptions } from "@tanstack/react-query";
import { queryKeys } from "../../lib/query-keys.ts";
import { useSession } from "../shell/session-context.ts";

export type RunQuery = UseQueryOptions<RunDetail, Error, RunDetail, readonly ["run", string, string]>;

/** How to read one run; live events keep what was read up to date. */
export function useRunQuery(project: string, run: string): RunQuery {
  const { client } = useSession();
  return { queryKey: queryKeys.run(project, run), queryFn: ({ signal }) => client.run(project, run, signal) };
}
