import type { ChartView, RunDetail } from "@stepwell/protocol";
import { useMemo, type ReactNode } from "react";
import { lastAtOrBefore } from "../../lib/binary-search.ts";
import { formatStep } from "../../lib/format-step.ts";
import { useFileContent } from "../../lib/use-file-content.ts";
import { useNearViewport } from "../../lib/use-near-viewport.ts";
import { KeyName } from "../charts/key-name.tsx";
import { mediaItems } from "../media/media-item.ts";
import { useCells } from "../run/use-cells.ts";
import { plainReason } from "../shell/message.tsx";
import { useSession } from "../shell/session-context.ts";
import { tableContent } from "../tables/table-content.ts";
import { chartTableKey } from "./chart-table-key.ts";
import { TableChart } from "./table-chart.tsx";

const mostBytes = 16 * 1_024 * 1_024;

export interface LoggedChartsProps {
  readonly detail: RunDetail;
  readonly charts: readonly ChartView[];
  /** The shared step; undefined for the newest. */
  readonly step: number | undefined;
}

/** The charts that a run logged with their tables, as of one step. */
export function LoggedCharts({ detail, charts, step }: LoggedChartsProps): ReactNode {
  return (
    <div className="cc-grid">
      {charts.map((chart) => (
        <LoggedChart key={chart.key} detail={detail} chart={chart} step={step} />
      ))}
    </div>
  );
}

interface LoggedChartProps {
  readonly detail: RunDetail;
  readonly chart: ChartView;
  readonly step: number | undefined;
}

function LoggedChart(props: LoggedChartProps): ReactNode {
  const { chart } = props;
  const [near, anchor] = useNearViewport<HTMLElement>();
  const title = chart.strings["title"] ?? "";
  return (
    <article
      ref={anchor}
      className="panel cc"
      aria-label={chart.key}
      data-chart={chart.key}
      data-preset={chart.preset}
    >
      <header>
        <h3 className="ell">
          <KeyName text={chart.key} />
        </h3>
        <span className="badge">{title}</span>
      </header>
      {near ? <Cells {...props} /> : <div className="cc-wait" />}
    </article>
  );
}

function Cells({ detail, chart, step }: LoggedChartProps): ReactNode {
  const { project, id, status } = detail.run;
  const { client } = useSession();
  const query = useCells(project, id, chartTableKey(detail, chart), status === "running");
  const cells = useMemo(() => query.data?.filter((cell) => cell.step !== null) ?? [], [query.data]);
  const steps = useMemo(() => cells.map((cell) => cell.step as number), [cells]);
  const cell = step === undefined ? cells.at(-1) : cells[lastAtOrBefore(steps, step)];
  if (query.isError) return <p className="warn">Could not read this chart: {plainReason(query.error)}</p>;
  if (query.data === undefined) return <div className="cc-wait" />;
  const item = cell === undefined ? undefined : mediaItems(cell.value)[0];
  if (cell === undefined || item === undefined || item.kind !== "table")
    return <p className="dim">This chart was not logged at or before this step.</p>;
  return (
    <>
      <Drawn url={client.fileUrl(project, id, item.path)} size={item.size} chart={chart} />
      {step === undefined || cell.step === step ? null : (
        <p className="cc-note">from step {formatStep(cell.step)}</p>
      )}
    </>
  );
}

function Drawn({
  url,
  size,
  chart,
}: {
  readonly url: string;
  readonly size: number | undefined;
  readonly chart: ChartView;
}): ReactNode {
  const file = useFileContent({
    what: "chart's table",
    url,
    size,
    mostBytes,
    read: (bytes) => tableContent(new TextDecoder().decode(bytes)),
  });
  if (file.state === "failed") return <p className="warn">{file.reason}</p>;
  if (file.state === "loading") return <div className="cc-wait" role="status" aria-label="Loading" />;
  return <TableChart chart={chart} table={file.content} />;
}
