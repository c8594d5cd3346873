import type { ProjectKeys } from "@stepwell/protocol";
import { useQuery } from "@tanstack/react-query";
import { queryKeys } from "../../lib/query-keys.ts";
import { useSession } from "../shell/session-context.ts";

/** What the runs of a project have logged. Live events add to it. */
export function useProjectKeys(project: string): {
  readonly data: ProjectKeys | undefined;
  readonly error: Error | null;
  readonly retry: () => void;
} {
  const { client } = useSession();
  const { data, error, refetch } = useQuery({
    queryKey: queryKeys.projectKeys(project),
    queryFn: ({ signal }) => client.views.keys(project, signal),
  });
  return { data, error, retry: () => void refetch() };
}
