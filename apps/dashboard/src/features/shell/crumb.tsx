import { Link, useNavigate } from "@tanstack/react-router";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, type ReactNode } from "react";
import type { RunDetail } from "@stepwell/protocol";
import { formatName } from "../../lib/format-name.ts";
import { queryKeys } from "../../lib/query-keys.ts";
import { useValue } from "../../lib/use-value.ts";
import { useRunQuery } from "../run/use-run.ts";
import { CutName } from "./cut-name.tsx";
import { Icon } from "./icon.tsx";
import { MenuItem, MenuLabel, MenuSeparator } from "./menu-items.tsx";
import { Menu } from "./menu.tsx";
import { recentVisits, recordVisit } from "./recent-visits.ts";

/** Where one is: all projects, the project, the run; and a menu of what was looked at lately. */
export function Crumb({
  project,
  run,
  page,
}: {
  readonly project: string | undefined;
  readonly run: string | undefined;
  /** What is open when it is no project. */
  readonly page: string;
}): ReactNode {
  if (project === undefined)
    return (
      <nav className="crumb" aria-label="Where you are">
        <b className="hide-s">{page}</b>
      </nav>
    );
  return (
    <nav className="crumb" aria-label="Where you are">
      <Link to="/" className="hide-s">
        Projects
      </Link>
      {run === undefined ? (
        <b className="cut" title={project}>
          <CutName name={project} />
        </b>
      ) : (
        <>
          <Link
            to="/p/$project"
            params={{ project }}
            className="cut crumb-project"
            aria-label={project}
            title={project}
          >
            <CutName name={project} />
          </Link>
          <RunName project={project} run={run} />
        </>
      )}
      <RecentMenu project={project} run={run} />
      {run === undefined ? <ProjectVisit project={project} /> : null}
    </nav>
  );
}

function RunName({ project, run }: { readonly project: string; readonly run: string }): ReactNode {
  const { data } = useQuery(useRunQuery(project, run));
  const name = data?.run.name;
  useEffect(() => {
    if (name !== undefined) recordVisit({ project, run: { id: run, name } });
  }, [project, run, name]);
  return (
    <b className="cut" title={name ?? run}>
      <CutName name={name ?? run} />
    </b>
  );
}

function ProjectVisit({ project }: { readonly project: string }): ReactNode {
  useEffect(() => recordVisit({ project }), [project]);
  return null;
}

function RecentMenu({
  project,
  run,
}: {
  readonly project: string;
  readonly run: string | undefined;
}): ReactNode {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const visits = useValue(recentVisits);
  const projects = visits.filter((visit) => visit.run === undefined && visit.project !== project).slice(0, 8);
  const runs = visits
    .filter((visit) => visit.project === project && visit.run !== undefined && visit.run.id !== run)
    .slice(0, 8);
  return (
    <Menu
      trigger={
        <button type="button" className="btn ghost icon crumb-menu" aria-label="Recent projects and runs">
          <Icon name="down" />
        </button>
      }
    >
      {projects.length === 0 ? null : <MenuLabel>Recent projects</MenuLabel>}
      {projects.map((visit) => (
        <MenuItem
          key={visit.project}
          onSelect={() => void navigate({ to: "/p/$project", params: { project: visit.project } })}
        >
          {formatName(visit.project, 40)}
        </MenuItem>
      ))}
      {runs.length === 0 ? null : <MenuLabel>Recent runs</MenuLabel>}
      {runs.map(({ run: other }) =>
        other === undefined ? null : (
          <MenuItem
            key={other.id}
            onSelect={() => void navigate({ to: "/p/$project/r/$run", params: { project, run: other.id } })}
          >
            {formatName(nameOf(other), 40)}
          </MenuItem>
        ),
      )}
      {projects.length + runs.length === 0 ? null : <MenuSeparator />}
      <MenuItem shortcut="G P" onSelect={() => void navigate({ to: "/" })}>
        All projects
      </MenuItem>
    </Menu>
  );

  /** The name may have changed since. */
  function nameOf({ id, name }: { readonly id: string; readonly name: string }): string {
    return queries.getQueryData<RunDetail>(queryKeys.run(project, id))?.run.name ?? name;
  }
}
