import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { formatPlural } from "../../lib/format-plural.ts";
import { queryKeys } from "../../lib/query-keys.ts";
import { useSession } from "../shell/session-context.ts";

const some = 4;

/** A button that compares the runs that were started last. */
export function LatestRuns({
  project,
  onCompare,
}: {
  readonly project: string;
  readonly onCompare: (ids: readonly string[]) => void;
}): ReactNode {
  const { client } = useSession();
  const { data } = useQuery({
    queryKey: queryKeys.foundRuns([project], `latest ${some}`),
    queryFn: async ({ signal }) =>
      (await client.runTable(project, { sort: ["-startedAt"], pageSize: some, signal })).runs,
  });
  if (data === undefined || data.length < 2) return null;
  return (
    <button type="button" className="btn" onClick={() => onCompare(data.map(({ id }) => id))}>
      Compare the latest {formatPlural(data.length, "run")}
    </button>
  );
}
