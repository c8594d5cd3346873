import { useQuery } from "@tanstack/react-query";
import { useMemo, type ReactNode } from "react";
import { formatPlural } from "../../lib/format-plural.ts";
import { fuzzyMatcher } from "../../lib/fuzzy-match.ts";
import { groupDigits } from "../../lib/group-digits.ts";
import { queryKeys } from "../../lib/query-keys.ts";
import { useTitle } from "../../lib/use-title.ts";
import { FilterField } from "../shell/filter-field.tsx";
import { Failure, Message } from "../shell/message.tsx";
import { useRunningRuns } from "../shell/running-runs.ts";
import { useSession } from "../shell/session-context.ts";
import { useView } from "../shell/use-view.ts";
import { EmptyProject } from "./empty-project.tsx";
import { ProjectTable } from "./project-table.tsx";
import "./projects.css";
import { RunningNow } from "./running-now.tsx";
import { sortProjects } from "./sort-projects.ts";
import { useProjectValues } from "./use-project-values.ts";

const none: readonly never[] = [];

/** All projects, and what is running now. */
export function ProjectsPage(): ReactNode {
  useTitle();
  const { client } = useSession();
  const [view, setView] = useView();
  const projects = useQuery({
    queryKey: queryKeys.projects(),
    queryFn: ({ signal }) => client.projects(signal),
  });
  const { data, isError } = projects;
  const running = useRunningRuns(data ?? none);
  const { filter, sort } = view;
  const matching = useMemo(() => {
    const matches = fuzzyMatcher(filter);
    return (data ?? none).filter(({ name }) => matches(name));
  }, [data, filter]);
  const { values, waiting } = useProjectValues(matching, sort[0]?.key);
  const shown = sortProjects(matching, sort, values);
  if (isError && data === undefined) {
    return (
      <Failure
        title="Stepwell could not load the projects."
        error={projects.error}
        onRetry={() => void projects.refetch()}
      />
    );
  }
  // What runs stands above the projects: nobody is to press a button that it moves away.
  if (data === undefined || running.isLoading)
    return <div className="loading-line" role="status" aria-label="Loading" />;
  if (data.length === 0) return <EmptyProject title="No runs yet." />;
  return (
    <main className="page">
      {running.data === undefined || running.data.length === 0 ? null : (
        <RunningNow runs={running.data} live={data.reduce((sum, { live }) => sum + live, 0)} />
      )}
      <section aria-label="Projects">
        <div className="head">
          <h1>Projects</h1>
          <span className="badge">{data.length}</span>
          {waiting === 0 ? null : (
            <span className="dim" role="status">
              Sorting: {groupDigits(matching.length - waiting)} of {groupDigits(matching.length)} read
            </span>
          )}
          <span className="grow" />
          <FilterField
            label="Filter projects"
            shortcut="/"
            value={filter}
            onChange={(next, how) => setView({ filter: next }, how)}
          />
        </div>
        {shown.length === 0 ? (
          <Message
            icon="search"
            title={`No project matches. ${formatPlural(data.length, "project is", "projects are")} hidden by the filter.`}
          >
            <button type="button" className="btn" onClick={() => setView({ filter: "" })}>
              Clear filter
            </button>
          </Message>
        ) : (
          <ProjectTable
            projects={shown}
            sort={sort[0]}
            onSort={(next) => setView({ sort: next === undefined ? [] : [next] })}
          />
        )}
      </section>
    </main>
  );
}
