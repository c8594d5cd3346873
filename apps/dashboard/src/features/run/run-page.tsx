import { ClientError } from "@stepwell/client";
import type { RunDetail } from "@stepwell/protocol";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { Suspense, useMemo, type ReactNode } from "react";
import { formatCount } from "../../lib/format-count.ts";
import { useShortcuts } from "../../lib/use-shortcuts.ts";
import { useTitle } from "../../lib/use-title.ts";
import { useValueOf } from "../../lib/use-value.ts";
import { Icon } from "../shell/icon.tsx";
import { Failure } from "../shell/message.tsx";
import "./run-header.css";
import { GoneRun } from "./gone-run.tsx";
import { leavingName, leavingRuns } from "./leaving-runs.ts";
import { RunHeader } from "./run-header.tsx";
import { runTabs, tabNames, tabOf, type RunTab } from "./run-tabs.ts";
import { tabContents } from "./tab-contents.ts";
import { useNeighbourKeys } from "./use-neighbour-keys.ts";
import { useRunQuery } from "./use-run.ts";
import { useTabCounts } from "./use-tab-counts.ts";

/** One run: what it is, and a tab for each thing that it logged. */
export function RunPage(): ReactNode {
  const { project = "", run = "", tab } = useParams({ strict: false });
  const leaving = useValueOf(leavingRuns, (runs) => runs.get(leavingName(project, run)));
  // Live events tell states, points and keys; counts and system keys are read again now and then.
  const query = useQuery({
    ...useRunQuery(project, run),
    enabled: leaving?.isGone !== true,
    refetchInterval: ({ state }) => (state.data?.run.status === "running" ? 10_000 : false),
    retry: (count, error) => !isMissing(error) && count < 3,
  });
  const { data } = query;
  useTitle(data?.run.name ?? run, project);
  if (leaving !== undefined || isMissing(query.error))
    return <GoneRun project={project} run={run} leaving={leaving} />;
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

function isMissing(error: unknown): boolean {
  return ClientError.isInstance(error) && error.status === 404;
}

function Run({ detail, tab }: { readonly detail: RunDetail; readonly tab: RunTab }): ReactNode {
  const { project, id } = detail.run;
  const navigate = useNavigate();
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
  const Content = tabContents[tab];
  return (
    <main>
      <div className="rh">
        <RunHeader detail={detail} />
        <Tabs detail={detail} tab={tab} />
      </div>
      <div className="tp" data-testid={`tab-${tab}`}>
        <Suspense fallback={<div className="loading-line" role="status" aria-label="Loading" />}>
          <Content key={tab} detail={detail} />
        </Suspense>
      </div>
    </main>
  );
}

function Tabs({ detail, tab }: { readonly detail: RunDetail; readonly tab: RunTab }): ReactNode {
  const { project, id } = detail.run;
  const counts = useTabCounts(detail);
  const go = useNeighbourKeys(detail.run, tab);
  return (
    <div className="tab-row">
      <nav className="tabs" aria-label="Run">
        {runTabs.map((name, at) => (
          <Link
            key={name}
            to="/p/$project/r/$run/$tab"
            params={{ project, run: id, tab: name }}
            search
            aria-current={name === tab ? "page" : undefined}
            className={counts[name] === 0 ? "empty-tab" : ""}
            activeProps={{}}
            title={`${tabNames[name]} (${at + 1})`}
            data-tab={name}
          >
            <span data-text={tabNames[name]}>{tabNames[name]}</span>
            {counts[name] === undefined ? null : <span className="badge">{formatCount(counts[name])}</span>}
          </Link>
        ))}
      </nav>
      <span className="neighbours">
        <button
          type="button"
          className="btn ghost icon"
          aria-label="Next run"
          title="Next run, begun before (J)"
          onClick={() => go(1)}
        >
          <Icon name="down" />
        </button>
        <button
          type="button"
          className="btn ghost icon"
          aria-label="Previous run"
          title="Previous run, begun after (K)"
          onClick={() => go(-1)}
        >
          <Icon name="up" />
        </button>
      </span>
    </div>
  );
}
