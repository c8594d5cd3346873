import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { formatBytes } from "../../lib/format-bytes.ts";
import { groupDigits } from "../../lib/group-digits.ts";
import { queryKeys } from "../../lib/query-keys.ts";
import { useSession } from "../shell/session-context.ts";

/** What a project takes; its title says of what. */
export function ProjectSizeText({ project }: { readonly project: string }): ReactNode {
  const { client } = useSession();
  const { data } = useQuery({
    queryKey: queryKeys.projectSize(project),
    queryFn: ({ signal }) => client.projectSize(project, signal),
    staleTime: 5 * 60_000,
  });
  if (data === undefined) return <span className="dim">–</span>;
  const { logged, files, artifacts, runs, cut } = data;
  const parts = `${formatBytes(logged)} of run files, ${formatBytes(files)} of files, ${formatBytes(artifacts)} of artifacts`;
  return (
    <span title={cut ? `${parts}; of the newest ${groupDigits(runs)} runs` : parts}>
      {cut ? "> " : ""}
      {formatBytes(logged + files + artifacts)}
    </span>
  );
}
