import type { RunDetail, RunRow } from "@stepwell/protocol";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { formatDuration } from "../../lib/format-duration.ts";
import { keyText } from "../../lib/format-key.ts";
import { formatName } from "../../lib/format-name.ts";
import { formatPlural } from "../../lib/format-plural.ts";
import { formatStep } from "../../lib/format-step.ts";
import { formatValue } from "../../lib/format-value.ts";
import { groupDigits } from "../../lib/group-digits.ts";
import { slotColor } from "../../lib/palette.ts";
import { useNow } from "../../lib/use-now.ts";
import { useValueOf } from "../../lib/use-value.ts";
import { SparkLine } from "../charts/spark-line.tsx";
import { useRunQuery } from "../run/use-run.ts";
import { RunContextMenu } from "../runs/run-context-menu.tsx";
import { silenceOf } from "../runs/run-silence.ts";
import { StatusMark } from "../runs/status-mark.tsx";
import { summaryKeys, summaryNumber } from "../runs/summary-metric.ts";
import { projectMetrics } from "./project-metrics.ts";

export interface RunningNowProps {
  readonly runs: readonly RunRow[];
  /** How many there are. */
  readonly live: number;
}

/** Runs that are sending data, with their project's metric. */
export function RunningNow({ runs, live }: RunningNowProps): ReactNode {
  const rest = live - runs.length;
  return (
    <section aria-label="Running now">
      <div className="head">
        <h2>Running now</h2>
        <span className="badge">{groupDigits(Math.max(live, runs.length))}</span>
      </div>
      <div className="panel scroll-x">
        <RunContextMenu
          target={
            <table className="table rows">
              <tbody>
                {runs.map((run) => (
                  <RunningRow key={`${run.project} ${run.id}`} row={run} />
                ))}
              </tbody>
            </table>
          }
          runOf={(id) => runs.find((run) => run.id === id)}
          actions={() => ({})}
        />
      </div>
      {rest > 0 ? <p className="dim">{formatPlural(rest, "more run is", "more runs are")} running.</p> : null}
    </section>
  );
}

function RunningRow({ row }: { readonly row: RunRow }): ReactNode {
  const { project, id, startedAt } = row;
  const now = useNow();
  const navigate = useNavigate();
  const { data } = useQuery(useRunQuery(project, id));
  const metric = useShownMetric(data, project);
  const value =
    data === undefined || metric === undefined ? undefined : summaryNumber(data.run.summary, metric);
  const name = data?.run.name ?? row.name;
  const silent = silenceOf(row.state, data?.run.updatedAt ?? row.updatedAt, now);
  return (
    <tr
      data-run={id}
      className={silent === undefined ? undefined : "stale"}
      onClick={() => void navigate({ to: "/p/$project/r/$run", params: { project, run: id } })}
    >
      <td className="strong">
        <span className="sw" style={{ "--c": slotColor(row.color) }} />{" "}
        <Link
          to="/p/$project/r/$run"
          params={{ project, run: id }}
          title={name}
          onClick={(event) => event.stopPropagation()}
        >
          {formatName(name, 40)}
        </Link>{" "}
        {silent === undefined ? null : <StatusMark status={row.state} silent={silent} />}
      </td>
      <td>
        <Link
          to="/p/$project"
          params={{ project }}
          className="dim"
          onClick={(event) => event.stopPropagation()}
        >
          {formatName(project, 40)}
        </Link>
      </td>
      <td className="num">
        <span className="dim">step</span> {formatStep(data?.run.step ?? null)}
      </td>
      <td className="spark-cell">
        {data === undefined || metric === undefined ? null : <SparkLine run={data.run} metric={metric} />}
      </td>
      <td className="num">
        {metric === undefined || value === undefined ? null : (
          <>
            <span className="dim">{keyText(metric)}</span> {formatValue(value)}
          </>
        )}
      </td>
      <td className="num dim">{formatDuration(Math.max(0, (now - startedAt) / 1_000))}</td>
    </tr>
  );
}

/** The chosen metric of the project, if the run has it, else what looks most like a result. */
function useShownMetric(detail: RunDetail | undefined, project: string): string | undefined {
  const chosen = useValueOf(projectMetrics, (all) => all.get(project))?.replace(/:\w+$/, "");
  if (detail === undefined) return undefined;
  const keys = summaryKeys([detail.run]);
  return chosen !== undefined && keys.includes(chosen) ? chosen : keys[0];
}
