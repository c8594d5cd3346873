import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { formatBytes } from "../../lib/format-bytes.ts";
import { groupDigits } from "../../lib/group-digits.ts";
import { useSession } from "../shell/session-context.ts";
import { projectBytes, projectSizeQuery } from "./project-size-query.ts";

/** What a project takes; its title says of what. */
export function ProjectSizeText({ project }: { readonly project: string }): ReactNode {
  const { client } = useSession();
  const { data } = useQuery(projectSizeQuery(client, project));
  if (data === undefined) return <span className="dim">–</span>;
  const { logged, files, artifacts, runs, cut } = data;
  const parts = `${formatBytes(logged)} of run files, ${formatBytes(files)} of files, ${formatBytes(artifacts)} of artifacts`;
  return (
    <span title={cut ? `${parts}; of the newest ${groupDigits(runs)} runs` : parts}>
      {cut ? "> " : ""}
      {formatBytes(projectBytes(data))}
    </span>
  );
}
