import type {
  AlertView,
  EnvironmentRecord,
  Json,
  JsonObject,
  MetricRecord,
  MetricView,
  RunDetail,
} from "@stepwell/protocol";
import type { RunAlert } from "@stepwell/runlog";
import type { MetricStore, StoredRun } from "@stepwell/storage";
import { branchPointOf } from "../ingest/fork-run.ts";
import { chartViewsOf } from "./chart-views.ts";
import { classLabelsOf } from "./class-labels.ts";
import { expandGlobs } from "./expand-globs.ts";
import { keyView } from "./key-view.ts";
import { mergedState, runView } from "./run-view.ts";

/** All that a run's page needs besides its rows. */
export async function runDetail(metrics: MetricStore, run: StoredRun): Promise<RunDetail> {
  const state = mergedState(run);
  const [view, keys, systemKeys] = await Promise.all([
    runView(metrics, run),
    metrics.keys(run.number, "history"),
    metrics.keys(run.number, "events"),
  ]);
  const git = state.run?.git ?? state.environment?.git;
  return {
    run: view,
    metrics: expandGlobs(
      state.metrics.map(metricView),
      keys.map(({ key }) => key),
    ),
    keys: keys.map(keyView),
    systemKeys: systemKeys.map(keyView),
    environment: state.environment === undefined ? null : environmentJson(state.environment),
    git: git === undefined ? null : { remote: git.remoteUrl, commit: git.commit },
    alerts: state.alerts?.map(alertView) ?? [],
    preempting: state.preempting === true,
    fork: forkView(state.config, run.runId),
    sessions: run.sources.map(({ startedMs, state: { run: record } }) => ({
      startedAt: startedMs,
      step: record?.startingStep ?? 0,
      resumed: record?.resumed === true,
    })),
    exitCode: state.exitCode ?? null,
    classLabels: classLabelsOf(state.config),
    charts: chartViewsOf(state.config),
  };
}

function forkView(config: JsonObject, ownId: string): RunDetail["fork"] {
  const branch = branchPointOf(config, ownId);
  return branch === undefined ? null : { run: branch.runId, step: branch.step };
}

/** An alert as the page shows it. */
export function alertView({ title, text, level, row, timeMs }: RunAlert): AlertView {
  // A run file may say anything.
  const known = level === "WARN" || level === "ERROR" ? level : "INFO";
  return { title, text, level: known, row, time: timeMs ?? null };
}

/** What a run said of a metric, or of all that a glob fits, as the page shows it. */
export function metricView({ name, globName, stepMetric, hidden, summary, goal }: MetricRecord): MetricView {
  return { name: name || globName, stepMetric, hidden, summary, ...(goal === undefined ? {} : { goal }) };
}

function environmentJson(environment: EnvironmentRecord): JsonObject {
  const { type: _, startedAt, ...rest } = environment;
  const started = startedAt === undefined ? null : startedAt.seconds * 1000 + startedAt.nanos / 1e6;
  return { ...(rest as unknown as Record<string, Json>), startedAt: started };
}
