import type { RunView } from "@stepwell/protocol";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { formatDuration } from "../../lib/format-duration.ts";
import { keyText } from "../../lib/format-key.ts";
import { formatName } from "../../lib/format-name.ts";
import { formatStep } from "../../lib/format-step.ts";
import { formatValue } from "../../lib/format-value.ts";
import { slotColor } from "../../lib/palette.ts";
import { useNow } from "../../lib/use-now.ts";
import { SparkLine } from "../charts/spark-line.tsx";
import { summaryKeys, summaryNumber } from "../runs/summary-metric.ts";

/** Runs that are sending data, with their main metric. */
export function RunningNow({ runs }: { readonly runs: readonly RunView[] }): ReactNode {
  return (
    <section aria-label="Running now">
      <div className="head">
        <h2>Running now</h2>
        <span className="badge">{runs.length}</span>
      </div>
      <div className="panel scroll-x">
        <table className="table rows">
          <tbody>
            {runs.map((run) => (
              <RunningRow key={`${run.project} ${run.id}`} run={run} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function RunningRow({ run }: { readonly run: RunView }): ReactNode {
  const now = useNow();
  const metric = summaryKeys([run])[0];
  const value = metric === undefined ? undefined : summaryNumber(run.summary, metric);
  return (
    <tr data-run={run.id}>
      <td className="strong">
        <span className="sw" style={{ "--c": slotColor(run.color) }} />{" "}
        <Link to="/p/$project/r/$run" params={{ project: run.project, run: run.id }} title={run.name}>
          {formatName(run.name, 40)}
        </Link>
      </td>
      <td>
        <Link to="/p/$project" params={{ project: run.project }} className="dim">
          {formatName(run.project, 40)}
        </Link>
      </td>
      <td className="num">
        <span className="dim">step</span> {formatStep(run.step)}
      </td>
      <td className="spark-cell">{metric === undefined ? null : <SparkLine run={run} metric={metric} />}</td>
      <td className="num">
        {metric === undefined || value === undefined ? null : (
          <>
            <span className="dim">{keyText(metric)}</span> {formatValue(value)}
          </>
        )}
      </td>
      <td className="num dim">{formatDuration(Math.max(0, (now - run.startedAt) / 1_000))}</td>
    </tr>
  );
}
