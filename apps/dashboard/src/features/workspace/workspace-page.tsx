import type { RunView } from "@stepwell/protocol";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useMemo, useRef, useState, type ReactNode } from "react";
import { formatPlural } from "../../lib/format-plural.ts";
import { slotColor } from "../../lib/palette.ts";
import { useShortcuts } from "../../lib/use-shortcuts.ts";
import { useTitle } from "../../lib/use-title.ts";
import type { ChartRun } from "../charts/panel-spec.ts";
import { EmptyProject } from "../projects/empty-project.tsx";
import { runFilter } from "../runs/filter-runs.ts";
import { repeatedNames, runLabel } from "../runs/run-labels.ts";
import { RunsList } from "../runs/runs-list.tsx";
import { dashedRuns, shownRuns } from "../runs/shown-runs.ts";
import { sortRuns } from "../runs/sort-runs.ts";
import { mostRuns, useRunsQuery } from "../runs/use-runs.ts";
import { Icon } from "../shell/icon.tsx";
import { Failure } from "../shell/message.tsx";
import { useView } from "../shell/use-view.ts";
import { Sidebar } from "./sidebar.tsx";
import { WorkspacePanels } from "./workspace-panels.tsx";

/** All charts of a project, with its runs beside them. */
export function WorkspacePage(): ReactNode {
  const { project = "" } = useParams({ strict: false });
  useTitle(project);
  const query = useQuery(useRunsQuery(project));
  if (query.isError && query.data === undefined) {
    return (
      <Failure
        title={`Stepwell could not load project "${project}".`}
        error={query.error}
        onRetry={() => void query.refetch()}
      />
    );
  }
  if (query.data?.length === 0) return <EmptyProject title={`No runs in "${project}" yet.`} />;
  return <Workspace key={project} project={project} runs={query.data ?? []} loading={query.data === undefined} />;
}

function Workspace({
  project,
  runs,
  loading,
}: {
  readonly project: string;
  readonly runs: readonly RunView[];
  readonly loading: boolean;
}): ReactNode {
  const [view, setView] = useView();
  const [open, setOpen] = useState(false);
  const [side, setSide] = useState(true);
  useShortcuts(useMemo(() => ({ "Ctrl+j": () => setSide((before) => !before) }), []));

  const order = useSortedOrder(runs, view.sort[0]?.key, view.sort[0]?.descending);
  const sorted = useMemo(() => order.flatMap((id) => runs.find((run) => run.id === id) ?? []), [order, runs]);
  const matching = useMemo(() => sorted.filter(runFilter(view.query)), [sorted, view.query]);
  const shown = useMemo(() => shownRuns(matching, view.runs), [matching, view.runs]);
  const visible = useMemo(() => matching.filter(({ id }) => shown.has(id)), [matching, shown]);
  const dashed = useMemo(() => dashedRuns(visible), [visible]);
  const repeated = useMemo(() => repeatedNames(runs), [runs]);
  const chartRuns = useStable(
    visible.map((run) => chartRun(run, runLabel(run, repeated), dashed.has(run.id))),
  );

  const rows = visible.length === 0 ? undefined : Math.max(...visible.map((run) => run.rows));
  const list = (
    <RunsList
      all={runs}
      cut={runs.length >= mostRuns}
      runs={matching}
      shown={shown}
      dashed={dashed}
      view={view}
      onChoose={(chosen) => setView({ runs: chosen })}
      onQuery={(text) => setView({ query: text }, { replace: true })}
      onSort={(sort) => setView({ sort: sort === undefined ? [] : [sort] })}
    />
  );
  return (
    <>
      <div className="lay" data-side={side}>
        {side ? <Sidebar open={open}>{list}</Sidebar> : null}
        <main className="main">
          <WorkspacePanels
            key={view.view ?? ""}
            project={project}
            view={view}
            setView={setView}
            runs={chartRuns}
            rows={rows}
            isLoading={loading}
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
          {visible.slice(0, 6).map((run) => (
            <span key={run.id} className="sw" style={{ "--c": slotColor(run.color) }} />
          ))}
        </span>
        <span>
          {shown.size} of {formatPlural(matching.length, "run")}
        </span>
        <span className="grow" />
        <Icon name={open ? "down" : "up"} />
      </button>
    </>
  );
}

/** The order of the list; live values do not move a row, only a new run or another sort does. */
function useSortedOrder(
  runs: readonly RunView[],
  key: string | undefined,
  descending: boolean | undefined,
): readonly string[] {
  const latest = useRef(runs);
  latest.current = runs;
  const members = runs.map(({ id }) => id).join("\n");
  return useMemo(
    () =>
      sortRuns(latest.current, key === undefined ? undefined : { key, descending: descending === true }).map(
        ({ id }) => id,
      ),
    [members, key, descending],
  );
}

/** The same object as long as its content is, so that live run states do not draw charts anew. */
function useStable<T>(value: T): T {
  const last = useRef(value);
  const text = useRef("");
  const now = JSON.stringify(value);
  if (text.current !== now) {
    text.current = now;
    last.current = value;
  }
  return last.current;
}

function chartRun(run: RunView, name: string, dashed: boolean): ChartRun {
  return {
    project: run.project,
    id: run.id,
    name,
    color: run.color,
    dashed,
    live: run.status === "running",
  };
}
