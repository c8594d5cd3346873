import type { RunView } from "@stepwell/protocol";
import { useQueries, useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useMemo, useRef, useState, type ReactNode } from "react";
import { formatPlural } from "../../lib/format-plural.ts";
import { queryKeys } from "../../lib/query-keys.ts";
import { slotColor } from "../../lib/palette.ts";
import { useShortcuts } from "../../lib/use-shortcuts.ts";
import { useTitle } from "../../lib/use-title.ts";
import type { XAxis } from "../../lib/view-state.ts";
import { ChartSettingsContext } from "../charts/chart-settings.ts";
import { ChartToolbar } from "../charts/chart-toolbar.tsx";
import { FullScreenPanel } from "../charts/full-screen-panel.tsx";
import type { ChartRun } from "../charts/panel-spec.ts";
import { useChartView } from "../charts/use-chart-view.ts";
import { EmptyProject } from "../projects/empty-project.tsx";
import { runFilter } from "../runs/filter-runs.ts";
import { repeatedNames, runLabel } from "../runs/run-labels.ts";
import { RunsList } from "../runs/runs-list.tsx";
import { dashedRuns, shownRuns } from "../runs/shown-runs.ts";
import { sortRuns } from "../runs/sort-runs.ts";
import { mostRuns, useRunsQuery } from "../runs/use-runs.ts";
import { Icon } from "../shell/icon.tsx";
import { Failure, Message } from "../shell/message.tsx";
import { useSession } from "../shell/session-context.ts";
import { useView } from "../shell/use-view.ts";
import { PanelGrid } from "./panel-grid.tsx";
import { panelSections, unionKeys } from "./panel-sections.ts";
import { Sidebar } from "./sidebar.tsx";

const axes: readonly XAxis[] = ["step", "wall", "runtime"];

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
  return <Workspace key={project} runs={query.data ?? []} loading={query.data === undefined} />;
}

function Workspace({
  runs,
  loading,
}: {
  readonly runs: readonly RunView[];
  readonly loading: boolean;
}): ReactNode {
  const { client } = useSession();
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

  const details = useQueries({
    queries: chartRuns.map(({ project, id }) => ({
      queryKey: queryKeys.run(project, id),
      queryFn: ({ signal }: { signal: AbortSignal }) => client.run(project, id, signal),
    })),
    combine: (results) => ({
      data: results.flatMap(({ data }) => data ?? []),
      pending: results.some(({ isPending }) => isPending),
    }),
  });
  const keys = useStable(
    unionKeys(details.data.map((detail) => detail.keys)).map(({ key, kind }) => ({ key, kind, count: 0 })),
  );
  const metrics = useStable(details.data.flatMap((detail) => detail.metrics));
  const sections = useMemo(
    () => panelSections({ keys, metrics, filter: view.filter, pair: false }),
    [keys, metrics, view.filter],
  );
  const panels = useMemo(() => sections.flatMap((section) => section.panels), [sections]);
  const rows = visible.length === 0 ? undefined : Math.max(...visible.map((run) => run.rows));
  const { settings, smoothing, setSmoothing } = useChartView({ view, setView, rows });
  const full = panels.find(({ id }) => id === view.panel);

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
    <ChartSettingsContext value={settings}>
      <div className="lay" data-side={side}>
        {side ? <Sidebar open={open}>{list}</Sidebar> : null}
        <main className="main">
          <ChartToolbar
            view={view}
            setView={setView}
            axes={axes}
            smoothing={smoothing}
            setSmoothing={setSmoothing}
          />
          <PanelGrid sections={sections} runs={chartRuns} columns={3} panelHeight={228} />
          <NoPanels
            loading={loading || details.pending}
            filter={view.filter}
            panels={panels.length}
            shown={chartRuns.length}
            onClear={() => setView({ filter: "" })}
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
      {full === undefined ? null : <FullScreenPanel panel={full} runs={chartRuns} panels={panels} />}
    </ChartSettingsContext>
  );
}

interface NoPanelsProps {
  readonly loading: boolean;
  readonly filter: string;
  readonly panels: number;
  readonly shown: number;
  readonly onClear: () => void;
}

function NoPanels({ loading, filter, panels, shown, onClear }: NoPanelsProps): ReactNode {
  if (panels > 0 || (loading && shown > 0)) return null;
  if (loading) return <div className="loading-line" role="status" aria-label="Loading" />;
  if (shown === 0)
    return <Message icon="eye" title="No run is shown. Click a swatch in the list to draw a run." />;
  if (filter === "")
    return <Message title="These runs have logged no numbers yet. Charts appear with the first log()." />;
  return (
    <Message icon="search" title={`No metric matches "${filter}".`}>
      <button type="button" className="btn" onClick={onClear}>
        Clear filter
      </button>
    </Message>
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
