import { useParams } from "@tanstack/react-router";
import { useEffect, useMemo, useState, type ReactNode } from "react";
import { formatPlural } from "../../lib/format-plural.ts";
import { groupDigits } from "../../lib/group-digits.ts";
import { slotColor } from "../../lib/palette.ts";
import { useShortcuts } from "../../lib/use-shortcuts.ts";
import { useTitle } from "../../lib/use-title.ts";
import type { ViewState } from "../../lib/view-state.ts";
import { EmptyProject } from "../projects/empty-project.tsx";
import { RunsList } from "../runs/runs-list.tsx";
import { useRunList } from "../runs/use-run-list.ts";
import { Icon } from "../shell/icon.tsx";
import { Failure } from "../shell/message.tsx";
import { useView, type SetView } from "../shell/use-view.ts";
import { Sidebar } from "./sidebar.tsx";
import { WorkspacePanels } from "./workspace-panels.tsx";

/** All charts of a project, with its runs beside them. */
export function WorkspacePage(): ReactNode {
  const { project = "" } = useParams({ strict: false });
  useTitle(project);
  const [view, setView] = useView();
  return <Workspace key={project} project={project} view={view} setView={setView} />;
}

interface WorkspaceProps {
  readonly project: string;
  readonly view: ViewState;
  readonly setView: SetView;
}

function Workspace({ project, view, setView }: WorkspaceProps): ReactNode {
  const [open, setOpen] = useState(false);
  const [side, setSide] = useState(true);
  useShortcuts(useMemo(() => ({ "Ctrl+j": () => setSide((before) => !before) }), []));
  const list = useRunList(project, view);
  const { table, shown, chartRuns, pinned } = list;
  const isEmpty = table.total === 0 && !table.isFormer && view.query === "" && pinned.length === 0;
  const { fresh, refresh } = table;
  useEffect(() => {
    if (isEmpty && fresh > 0) refresh();
  }, [isEmpty, fresh, refresh]);

  if (table.error !== undefined && table.total === undefined) {
    return (
      <Failure
        title={`Stepwell could not load project "${project}".`}
        error={table.error}
        onRetry={table.refresh}
      />
    );
  }
  if (isEmpty) return <EmptyProject title={`No runs in "${project}" yet.`} />;
  return (
    <>
      <div className="lay" data-side={side}>
        {side ? (
          <Sidebar open={open} onHide={() => setSide(false)}>
            <RunsList list={list} view={view} setView={setView} />
          </Sidebar>
        ) : (
          <button
            type="button"
            className="side-show"
            aria-label="Show the list of runs"
            title="Show the list (Ctrl J)"
            onClick={() => setSide(true)}
          >
            <Icon name="right" />
          </button>
        )}
        <main className="main">
          <WorkspacePanels
            key={view.view ?? ""}
            project={project}
            view={view}
            setView={setView}
            runs={chartRuns}
            rows={list.rows}
            isLoading={list.isLoading}
          />
        </main>
      </div>
      <button
        type="button"
        className="sheet"
        aria-expanded={open}
        aria-label={open ? "Hide runs" : "Show runs"}
        onClick={() => setOpen(!open)}
      >
        <span className="dots">
          {shown.slice(0, 6).map((run) => (
            <span key={run.id} className="sw" style={{ "--c": slotColor(run.color) }} />
          ))}
        </span>
        <span>
          {groupDigits(shown.length)} of {formatPlural((table.total ?? 0) + pinned.length, "run")}
        </span>
        <span className="grow" />
        <Icon name={open ? "down" : "up"} />
      </button>
    </>
  );
}
