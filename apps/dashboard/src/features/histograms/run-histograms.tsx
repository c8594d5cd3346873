import { useEffect, useMemo, useState, type ReactNode } from "react";
import { formatName } from "../../lib/format-name.ts";
import { keyText } from "../../lib/format-key.ts";
import { slotColor } from "../../lib/palette.ts";
import type { ChartRun } from "../charts/panel-spec.ts";
import type { KeySteps } from "../media/use-key-steps.ts";
import { useCells } from "../run/use-cells.ts";
import { plainReason } from "../shell/message.tsx";
import { columnAt, heatMapModel, type HeatMapModel } from "./heat-map-model.ts";
import { HeatMap } from "./heat-map.tsx";
import { HeatTip, type HeatHover } from "./heat-tip.tsx";
import { histogramColumns, type HistogramColumn } from "./histogram-cell.ts";
import type { HistogramMode } from "./histogram-modes.tsx";
import "./histograms.css";
import { OneStep } from "./one-step.tsx";
import { Ridges } from "./ridges.tsx";

export interface RunHistogramsProps {
  readonly runs: readonly ChartRun[];
  readonly name: string;
  readonly steps: KeySteps;
  readonly mode: HistogramMode;
}

/** The histograms of one key of several runs, a picture for each run that logged some, the shared step marked in all. */
export function RunHistograms({ runs, name, steps, mode }: RunHistogramsProps): ReactNode {
  return (
    <div className="heat-maps" role="region" aria-label={keyText(name)} tabIndex={0}>
      {runs.map((run) => (
        <OneRun key={`${run.project} ${run.id}`} run={run} name={name} steps={steps} mode={mode} />
      ))}
    </div>
  );
}

type OneRunProps = Omit<RunHistogramsProps, "runs"> & { readonly run: ChartRun };

function OneRun({ run, name, steps, mode }: OneRunProps): ReactNode {
  const { tell, step, choose } = steps;
  const query = useCells(run.project, run.id, name, run.live);
  const columns = useMemo(
    () => (query.data === undefined ? undefined : histogramColumns(query.data)),
    [query.data],
  );
  useEffect(() => {
    if (columns !== undefined)
      tell(`${run.id} ${name}`, columns.map((column) => column.step).toSorted(byNumber));
  }, [columns, tell, run.id, name]);
  return (
    <section aria-label={run.name} data-none={columns?.length === 0 || undefined}>
      <h3 className="ell" title={run.name}>
        <span className="sw" style={{ "--c": slotColor(run.color) }} />
        {formatName(run.name, 28)}
      </h3>
      {query.isError ? (
        <p className="plot-note">Could not read these histograms: {plainReason(query.error)}</p>
      ) : (
        <HistogramDrawing
          label={`${keyText(name)} of ${run.name}`}
          columns={columns}
          mode={mode}
          step={step}
          onPick={(next) => choose(next, true)}
        />
      )}
    </section>
  );
}

export interface HistogramDrawingProps {
  readonly label: string;
  /** Undefined until they are read. */
  readonly columns: readonly HistogramColumn[] | undefined;
  readonly mode: HistogramMode;
  /** The shared step; undefined for the newest. */
  readonly step: number | undefined;
  readonly onPick: (step: number) => void;
}

/** The histograms of one run as they are asked for; a frame until they are there, a sentence where none has a value. */
export function HistogramDrawing({ label, columns, mode, step, onPick }: HistogramDrawingProps): ReactNode {
  const [hover, setHover] = useState<HeatHover>();
  const model = useMemo(() => (columns === undefined ? undefined : heatMapModel(columns, [])), [columns]);
  if (columns === undefined)
    return (
      <div className="plot h-frame" role="status" aria-label={`Loading ${label}`}>
        <span className="spinner" />
      </div>
    );
  if (model === undefined)
    return (
      <div className="plot">
        <p className="plot-note">No histogram here has a value.</p>
      </div>
    );
  if (mode === "ridges") return <Ridges label={label} model={model} step={step} onPick={onPick} />;
  if (mode === "step") return <OneStep column={columnOf(model, step)} range={model.y} />;
  return (
    <>
      <HeatMap label={label} model={model} step={hover?.step ?? step} onHover={setHover} onPick={onPick} />
      {hover === undefined ? null : <HeatTip hover={hover} column={columnOf(model, hover.step)} />}
    </>
  );
}

function columnOf(model: HeatMapModel, step: number | undefined): HistogramColumn {
  const at = step === undefined ? model.columns.length - 1 : columnAt(model, step);
  return model.columns[at] as HistogramColumn;
}

function byNumber(one: number, other: number): number {
  return one - other;
}
