import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { formatName } from "../../lib/format-name.ts";
import { formatTime, formatTimeFull } from "../../lib/format-time.ts";
import { groupDigits } from "../../lib/group-digits.ts";
import { queryKeys } from "../../lib/query-keys.ts";
import { useNow } from "../../lib/use-now.ts";
import { ProjectSizeText } from "../projects/project-size-text.tsx";
import { Failure } from "../shell/message.tsx";
import { useSession } from "../shell/session-context.ts";

/** Where runs are kept, and how much each project takes. */
export function StorageTab(): ReactNode {
  const { client } = useSession();
  const now = useNow(30_000);
  const server = useQuery({
    queryKey: queryKeys.server(),
    queryFn: ({ signal }) => client.server(signal),
  });
  const projects = useQuery({
    queryKey: queryKeys.projects(),
    queryFn: ({ signal }) => client.projects(signal),
  });
  const failed = [server, projects].find(({ isError, data }) => isError && data === undefined);
  if (failed !== undefined)
    return (
      <Failure
        title="Stepwell could not load what is stored."
        error={failed.error}
        onRetry={() => void failed.refetch()}
      />
    );
  const { folder = null, version = "", problems = [] } = server.data ?? {};
  return (
    <>
      <h1>Storage</h1>
      <dl className="facts">
        <div>
          <dt>Folder</dt>
          <dd>{folder === null ? "None is watched; runs come over the network." : <code>{folder}</code>}</dd>
        </div>
        <div>
          <dt>Server</dt>
          <dd>{version}</dd>
        </div>
        <div>
          <dt>Retention</dt>
          <dd>Everything is kept until somebody deletes it.</dd>
        </div>
      </dl>
      {problems.map((problem) => (
        <p key={problem} className="problem">
          {problem}
        </p>
      ))}
      <div className="panel scroll-x">
        <table className="table" data-testid="sizes">
          <thead>
            <tr>
              <th>project</th>
              <th className="num">runs</th>
              <th className="num">size</th>
              <th className="num">last activity</th>
            </tr>
          </thead>
          <tbody>
            {projects.data?.map(({ name, runs, lastActivity }) => (
              <tr key={name}>
                <td className="strong">
                  <Link to="/p/$project" params={{ project: name }} title={name}>
                    {formatName(name, 40)}
                  </Link>
                </td>
                <td className="num">{groupDigits(runs)}</td>
                <td className="num">
                  <ProjectSizeText project={name} />
                </td>
                <td className="num dim" title={formatTimeFull(lastActivity)}>
                  {formatTime(lastActivity, now)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
