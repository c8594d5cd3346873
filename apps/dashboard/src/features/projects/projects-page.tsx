import type { ProjectView, RunView } from "@stepwell/protocol";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useMemo, type ReactNode } from "react";
import { formatName } from "../../lib/format-name.ts";
import { formatPlural } from "../../lib/format-plural.ts";
import { formatTime, formatTimeFull } from "../../lib/format-time.ts";
import { fuzzyMatcher } from "../../lib/fuzzy-match.ts";
import { groupDigits } from "../../lib/group-digits.ts";
import { queryKeys } from "../../lib/query-keys.ts";
import { useNow } from "../../lib/use-now.ts";
import { useTitle } from "../../lib/use-title.ts";
import { FilterField } from "../shell/filter-field.tsx";
import { Failure, Message } from "../shell/message.tsx";
import { useSession } from "../shell/session-context.ts";
import { useView } from "../shell/use-view.ts";
import { EmptyProject } from "./empty-project.tsx";
import { RunningNow } from "./running-now.tsx";

/** All projects, and what is running now. */
export function ProjectsPage(): ReactNode {
  useTitle();
  const { client } = useSession();
  const [view, setView] = useView();
  const projects = useQuery({
    queryKey: queryKeys.projects(),
    queryFn: ({ signal }) => client.projects(signal),
  });
  const latest = useQuery({
    queryKey: queryKeys.latestRuns(),
    queryFn: async ({ signal }): Promise<readonly RunView[]> =>
      (await client.runs({ limit: 50, signal })).runs,
  });
  const running = latest.data?.filter(({ status }) => status === "running") ?? [];
  const { data, isError } = projects;
  if (isError && data === undefined) {
    return (
      <Failure
        title="Stepwell could not load the projects."
        error={projects.error}
        onRetry={() => void projects.refetch()}
      />
    );
  }
  if (data === undefined) return <div className="loading-line" role="status" aria-label="Loading" />;
  if (data.length === 0) return <EmptyProject title="No runs yet." />;
  return (
    <main className="page">
      {running.length === 0 ? null : <RunningNow runs={running} />}
      <ProjectTable
        projects={data}
        filter={view.filter}
        onFilter={(filter) => setView({ filter }, { replace: true })}
      />
    </main>
  );
}

interface ProjectTableProps {
  readonly projects: readonly ProjectView[];
  readonly filter: string;
  readonly onFilter: (filter: string) => void;
}

function ProjectTable({ projects, filter, onFilter }: ProjectTableProps): ReactNode {
  const now = useNow(10_000);
  const navigate = useNavigate();
  const shown = useMemo(() => {
    const matches = fuzzyMatcher(filter);
    return projects.filter(({ name }) => matches(name)).toSorted((a, b) => b.lastActivity - a.lastActivity);
  }, [projects, filter]);
  return (
    <section aria-label="Projects">
      <div className="head">
        <h1>Projects</h1>
        <span className="badge">{projects.length}</span>
        <span className="grow" />
        <FilterField label="Filter projects" shortcut="/" value={filter} onChange={onFilter} />
      </div>
      {shown.length === 0 ? (
        <Message
          icon="search"
          title={`No project matches. ${formatPlural(projects.length, "project is", "projects are")} hidden by the filter.`}
        >
          <button type="button" className="btn" onClick={() => onFilter("")}>
            Clear filter
          </button>
        </Message>
      ) : (
        <div className="panel scroll-x">
          <table className="table rows" data-testid="projects">
            <thead>
              <tr>
                <th>project</th>
                <th className="num">runs</th>
                <th className="num">live</th>
                <th className="num">last activity</th>
              </tr>
            </thead>
            <tbody>
              {shown.map(({ name, runs, live, lastActivity }) => (
                <tr
                  key={name}
                  data-project={name}
                  onClick={() => void navigate({ to: "/p/$project", params: { project: name } })}
                >
                  <td className="strong">
                    <Link to="/p/$project" params={{ project: name }} title={name}>
                      {formatName(name, 60)}
                    </Link>
                  </td>
                  <td className="num">{groupDigits(runs)}</td>
                  <td className="num">
                    {live === 0 ? <span className="dim">–</span> : <LiveCount live={live} />}
                  </td>
                  <td className="num dim" title={formatTimeFull(lastActivity)}>
                    {formatTime(lastActivity, now)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function LiveCount({ live }: { readonly live: number }): ReactNode {
  return (
    <span className="live inline">
      <i />
      {live}
    </span>
  );
}
