import * as Plotly from "plotly.js-strict-dist-min";
import { useContext, useEffect, useRef, useState, type ReactNode } from "react";
import { useElementSize } from "../../lib/use-element-size.ts";
import { useFileContent } from "../../lib/use-file-content.ts";
import { useValue } from "../../lib/use-value.ts";
import { InPanel } from "../media/in-panel.ts";
import { plainReason } from "../shell/message.tsx";
import { colours } from "../shell/theme.ts";
import "./custom-chart.css";
import { figureJson } from "./figure-json.ts";
import type { LoggedFigureProps } from "./logged-vega.tsx";
import { plotlyFigure, plotlyLayout } from "./plotly-figure.ts";

const mostBytes = 16 * 1_024 * 1_024;

/** A logged Plotly figure. */
export function LoggedPlotly({ url, size, label }: LoggedFigureProps): ReactNode {
  const file = useFileContent({ what: "Plotly figure", url, size, mostBytes, read: figureJson });
  if (file.state === "failed") return <p className="warn">{file.reason}</p>;
  if (file.state === "loading") return <div className="figure" role="status" aria-label="Loading" />;
  return <PlotlyView figure={file.content} label={label} />;
}

/** A Plotly figure in the page's colours. */
export function PlotlyView({
  figure,
  label,
}: {
  readonly figure: object;
  readonly label: string;
}): ReactNode {
  const host = useRef<HTMLDivElement>(null);
  const size = useElementSize(host);
  const painted = useValue(colours);
  const [problem, setProblem] = useState<string>();
  const inPanel = useContext(InPanel);
  const width = size?.width;
  const height = inPanel ? size?.height : undefined;
  useEffect(() => {
    const { current } = host;
    if (current === null || width === undefined) return undefined;
    const { data, layout } = plotlyFigure(figure);
    Plotly.newPlot(current, data, plotlyLayout(layout, width, height), {
      displaylogo: false,
      responsive: false,
      showSendToCloud: false,
      showEditInChartStudio: false,
      plotlyServerURL: "",
      topojsonURL: "",
      toImageButtonOptions: { filename: label },
    }).then(
      () => setProblem(undefined),
      (error: unknown) => setProblem(`Could not draw this figure: ${plainReason(error)}`),
    );
    return () => Plotly.purge(current);
  }, [figure, label, width, height, painted]);
  return (
    <>
      {problem === undefined ? null : <p className="warn">{problem}</p>}
      <div ref={host} className="figure plotly" data-testid="plotly" role="figure" aria-label={label} />
    </>
  );
}
