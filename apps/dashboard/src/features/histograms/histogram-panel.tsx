import { useEffect, useMemo, useState, type ReactNode } from "react";
import { formatCount } from "../../lib/format-count.ts";
import { keyText } from "../../lib/format-key.ts";
import { formatPlural } from "../../lib/format-plural.ts";
import { formatStep } from "../../lib/format-step.ts";
import { groupDigits } from "../../lib/group-digits.ts";
import { KeyName } from "../charts/key-name.tsx";
import type { ChartRun } from "../charts/panel-spec.ts";
import { useCells } from "../run/use-cells.ts";
import { plainReason } from "../shell/message.tsx";
import { columnAt, heatMapModel, windowModel, type HeatMapModel } from "./heat-map-model.ts";
import { HeatMap } from "./heat-map.tsx";
import { HeatTip, type HeatHover } from "./heat-tip.tsx";
import { histogramColumns } from "./histogram-cell.ts";
import type { HistogramMode } from "./histogram-modes.tsx";
import { OneStep } from "./one-step.tsx";
import { Ridges } from "./ridges.tsx";
import { missedSteps } from "./shared-steps.ts";
import type { StepWindow } from "./step-window.ts";
import { useIsNear } from "./use-is-near.ts";

export interface HistogramPanelProps {
  readonly run: ChartRun;
  readonly name: string;
  /** With the bars of one step beside it. */
  readonly large: boolean;
  /** The shared step, or undefined for the newest. */
  readonly step: number | undefined;
  readonly mode: HistogramMode;
  /** The steps that are seen; undefined for all. */
  readonly window: StepWindow;
  /** The steps of histograms that are logged beside this one. */
  readonly beside: readonly (readonly number[])[];
  readonly onPick: (step: number) => void;
  /** Says what was read. */
  readonly onFacts: (name: string, facts: HistogramFacts) => void;
  /** Makes this the large one. */
  readonly onOpen?: () => void;
}

/** What is known of a histogram once it is read. */
export interface HistogramFacts {
  readonly steps: readonly number[];
  /** The highest count of a bin. */
  readonly most: number;
}

/** A heat map of one key; when large, the crosshair and the bars beside it move together. */
export function HistogramPanel(props: HistogramPanelProps): ReactNode {
  const { name, large, mode } = props;
  const [near, anchor] = useIsNear<HTMLDivElement>();
  return (
    <div className={large ? "hh" : "h-small"} data-mode={mode} ref={anchor}>
      {near ? <Loaded {...props} /> : <article className="panel" aria-label={keyText(name)} />}
    </div>
  );
}

function Loaded(props: HistogramPanelProps): ReactNode {
  const { run, name, large, step, mode, window, beside, onPick, onFacts, onOpen } = props;
  const [hover, setHover] = useState<HeatHover>();
  const query = useCells(run.project, run.id, name, run.live);
  const columns = useMemo(
    () => (query.data === undefined ? undefined : histogramColumns(query.data)),
    [query.data],
  );
  const whole = useMemo(() => {
    const own = columns?.map((column) => column.step).toSorted((a, b) => a - b) ?? [];
    return columns === undefined ? undefined : heatMapModel(columns, missedSteps(own, beside));
  }, [columns, beside]);
  const model = useMemo(
    () => (whole === undefined ? undefined : windowModel(whole, window)),
    [whole, window],
  );
  useEffect(() => {
    if (columns !== undefined)
      onFacts(name, {
        steps: columns.map((column) => column.step).toSorted((a, b) => a - b),
        most: whole?.most ?? 0,
      });
  }, [columns, whole, name, onFacts]);
  const title = keyText(name);
  const shownStep = hover?.step ?? step ?? model?.steps.at(-1);
  const column =
    model === undefined || shownStep === undefined ? undefined : model.columns[columnAt(model, shownStep)];
  return (
    <>
      <article className="panel" aria-label={title} data-histogram={name}>
        <header>
          <h3 className="ell">
            {onOpen === undefined ? (
              <KeyName text={title} />
            ) : (
              <button type="button" className="plain" onClick={onOpen} title="Show large">
                <KeyName text={title} />
              </button>
            )}
          </h3>
          <span className="grow" />
          <span className="badge">
            {model === undefined
              ? ""
              : mode === "step"
                ? `step ${formatStep(column?.step ?? null)}`
                : `${formatPlural(columns?.length ?? 0, "histogram")}, ${largestBins(model)} bins${large ? "" : `, up to ${groupDigits(model.most)}`}`}
          </span>
        </header>
        {model === undefined ? (
          <div className="plot-note">{noModel(query.isError, query.error, query.data !== undefined)}</div>
        ) : mode === "ridges" ? (
          <Ridges label={title} model={model} step={step} onPick={onPick} />
        ) : mode === "step" ? (
          column === undefined ? null : (
            <OneStep column={column} range={model.y} />
          )
        ) : (
          <HeatMap
            label={title}
            model={model}
            step={hover?.step ?? step}
            onHover={setHover}
            onPick={onPick}
          />
        )}
        {hover === undefined || column === undefined ? null : <HeatTip hover={hover} column={column} />}
      </article>
      {large && mode !== "step" ? (
        <article className="panel" aria-label="One step">
          <header>
            <h3>step {formatStep(column?.step ?? null)}</h3>
            <span className="grow" />
            <span className="badge">
              {column === undefined
                ? ""
                : `${column.total < 1e6 ? groupDigits(column.total) : formatCount(column.total)} values`}
            </span>
          </header>
          {model === undefined || column === undefined ? null : <OneStep column={column} range={model.y} />}
        </article>
      ) : null}
    </>
  );
}

function largestBins({ columns }: HeatMapModel): number {
  return columns.reduce((most, { counts }) => Math.max(most, counts.length), 0);
}

function noModel(failed: boolean, error: unknown, loaded: boolean): string {
  if (failed) return `Could not read these histograms: ${plainReason(error)}`;
  return loaded ? "No histogram here has a value." : "";
}
