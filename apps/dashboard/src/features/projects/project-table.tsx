import type { ProjectView } from "@stepwell/protocol";
import { Link, useNavigate } from "@tanstack/react-router";
import type { MouseEvent, ReactNode } from "react";
import { formatName } from "../../lib/format-name.ts";
import { formatTime, formatTimeFull } from "../../lib/format-time.ts";
import { groupDigits } from "../../lib/group-digits.ts";
import { useNearViewport } from "../../lib/use-near-viewport.ts";
import { useNow } from "../../lib/use-now.ts";
import type { SortKey } from "../../lib/view-state.ts";
import { Icon } from "../shell/icon.tsx";
import { BestCell } from "./best-cell.tsx";
import { ProjectSizeText } from "./project-size-text.tsx";
import type { ProjectColumn } from "./sort-projects.ts";

export interface ProjectTableProps {
  readonly projects: readonly ProjectView[];
  readonly sort: SortKey | undefined;
  readonly onSort: (sort: SortKey | undefined) => void;
}

const columns: readonly { readonly key: ProjectColumn; readonly name: string }[] = [
  { key: "name", name: "project" },
  { key: "runs", name: "runs" },
  { key: "live", name: "live" },
  { key: "lastActivity", name: "last activity" },
  { key: "best", name: "best" },
  { key: "size", name: "size" },
];

/** One row for each project; a click on a head sorts. */
export function ProjectTable({ projects, sort, onSort }: ProjectTableProps): ReactNode {
  const now = useNow(10_000);
  const current = sort ?? { key: "lastActivity", descending: true };
  return (
    <div className="panel scroll-x">
      <table className="table rows" data-testid="projects">
        <thead>
          <tr>
            {columns.map(({ key, name }) => {
              const isSorted = current.key === key;
              return (
                <th
                  key={key}
                  className={key === "name" ? "" : "num"}
                  aria-sort={!isSorted ? undefined : current.descending ? "descending" : "ascending"}
                >
                  <button
                    type="button"
                    className="sort"
                    // The second press turns the order round, the third gives it up.
                    onClick={() =>
                      onSort(
                        !isSorted || sort === undefined
                          ? { key, descending: key !== "name" }
                          : sort.descending === (key !== "name")
                            ? { key, descending: !sort.descending }
                            : undefined,
                      )
                    }
                  >
                    {name}
                    {isSorted ? <Icon name={current.descending ? "down" : "up"} /> : null}
                  </button>
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {projects.map((project) => (
            <ProjectRow key={project.name} project={project} now={now} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ProjectRow({ project, now }: { readonly project: ProjectView; readonly now: number }): ReactNode {
  const { name, runs, live, lastActivity } = project;
  const navigate = useNavigate();
  const [isNear, anchor] = useNearViewport<HTMLTableRowElement>();
  const open = ({ target }: MouseEvent): void => {
    if (target instanceof Element && target.closest("a, button, [data-layer]") !== null) return;
    void navigate({ to: "/p/$project", params: { project: name } });
  };
  return (
    <tr ref={anchor} data-project={name} onClick={open}>
      <td className="strong">
        <Link to="/p/$project" params={{ project: name }} title={name}>
          {formatName(name, 60)}
        </Link>
      </td>
      <td className="num">{groupDigits(runs)}</td>
      <td className="num">
        {live === 0 ? (
          <span className="dim">–</span>
        ) : (
          <span className="live inline">
            <i />
            {live}
          </span>
        )}
      </td>
      <td className="num dim" title={formatTimeFull(lastActivity)}>
        {formatTime(lastActivity, now)}
      </td>
      <td className="num">{isNear ? <BestCell project={name} /> : null}</td>
      <td className="num dim">{isNear ? <ProjectSizeText project={name} /> : null}</td>
    </tr>
  );
}
