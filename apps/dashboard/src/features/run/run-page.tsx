import type { RunDetail } from "@stepwell/protocol";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { useMemo, type ReactNode } from "react";
import { formatCount } from "../../lib/format-count.ts";
import { useShortcuts } from "../../lib/use-shortcuts.ts";
import { useTitle } from "../../lib/use-title.ts";
import { FilesTab } from "../files/files-tab.tsx";
import { HistogramsTab } from "../histograms/histograms-tab.tsx";
import { LogsTab } from "../logs/logs-tab.tsx";
import { MediaTab } from "../media/media-tab.tsx";
import { OverviewTab } from "../overview/overview-tab.tsx";
import { Failure } from "../shell/message.tsx";
import { ChartsTab } from "./charts-tab.tsx";
import { RunHeader } from "./run-header.tsx";
import { runTabs, tabCounts, tabNames, tabOf, type RunTab } from "./run-tabs.ts";
import { SystemTab } from "./system-tab.tsx";
import { useRunQuery } from "./use-run.ts";

/** One run: what it is, and a tab for each thing that it logged. */
export function RunPage(): ReactNode {
  const { project = "", run = "", tab } = useParams({ strict: false });
  // Live events tell states, points and keys; counts and system keys are read again now and then.
  const query = useQuery({
    ...useRunQuery(project, run),
    refetchInterval: ({ state }) => (state.data?.run.status === "running" ? 10_000 : false),
  });
  const { data } = query;
  useTitle(data?.run.name ?? run, project);
  if (data === undefined) {
    if (!query.isError) return <div className="loading-line" role="status" aria-label="Loading" />;
    return (
      <Failure
        title={`Stepwell could not load run "${run}".`}
        error={query.error}
        onRetry={() => void query.refetch()}
      />
    );
  }
  return <Run key={`${project} ${run}`} detail={data} tab={tabOf(tab)} />;
}

const contents: Record<RunTab, (props: { readonly detail: RunDetail }) => ReactNode> = {
  overview: OverviewTab,
  charts: ChartsTab,
  histograms: HistogramsTab,
  media: MediaTab,
  system: SystemTab,
  logs: LogsTab,
  files: FilesTab,
};

function Run({ detail, tab }: { readonly detail: RunDetail; readonly tab: RunTab }): ReactNode {
  const { project, id } = detail.run;
  const navigate = useNavigate();
  const counts = tabCounts(detail);
  const shortcuts = useMemo(
    () =>
      Object.fromEntries(
        runTabs.map((name, at) => [
          String(at + 1),
          () =>
            void navigate({
              to: "/p/$project/r/$run/$tab",
              params: { project, run: id, tab: name },
              search: true,
            }),
        ]),
      ),
    [navigate, project, id],
  );
  useShortcuts(shortcuts);
  const Content = contents[tab];
  return (
    <main>
      <div className="rh">
        <RunHeader detail={detail} />
        <nav className="tabs" aria-label="Run">
          {runTabs.map((name) => (
            <Link
              key={name}
              to="/p/$project/r/$run/$tab"
              params={{ project, run: id, tab: name }}
              search
              aria-current={name === tab ? "page" : undefined}
              className={counts[name] === 0 ? "empty-tab" : ""}
              activeProps={{}}
              data-tab={name}
            >
              <span data-text={tabNames[name]}>{tabNames[name]}</span>
              {counts[name] === undefined ? null : <span className="badge">{formatCount(counts[name])}</span>}
            </Link>
          ))}
        </nav>
      </div>
      <div className="tp" data-testid={`tab-${tab}`}>
        <Content key={tab} detail={detail} />
      </div>
    </main>
  );
}
