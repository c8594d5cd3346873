import { useMemo, useState, type ReactNode } from "react";
import { formatCount } from "../../lib/format-count.ts";
import { keyText } from "../../lib/format-key.ts";
import { formatPlural } from "../../lib/format-plural.ts";
import { formatStep } from "../../lib/format-step.ts";
import { formatValue } from "../../lib/format-value.ts";
import { groupDigits } from "../../lib/group-digits.ts";
import { useNearViewport } from "../../lib/use-near-viewport.ts";
import { KeyName } from "../charts/key-name.tsx";
import type { ChartRun } from "../charts/panel-spec.ts";
import { useCells } from "../run/use-cells.ts";
import { plainReason } from "../shell/message.tsx";
import { binAt, columnAt, heatMapModel } from "./heat-map-model.ts";
import { HeatMap, type HeatMapProps } from "./heat-map.tsx";
import { histogramColumns } from "./histogram-cell.ts";
import { OneStep } from "./one-step.tsx";
import { Ridges } from "./ridges.tsx";

/** How histograms over steps are drawn. */
export type HistogramMode = "heat" | "ridges" | "step";

export interface HistogramPanelProps {
  readonly run: ChartRun;
  readonly name: string;
  /** With the bars of one step beside it. */
  readonly large: boolean;
  /** The shared step, or undefined for the newest. */
  readonly step: number | undefined;
  readonly mode: HistogramMode;
  readonly onPick: (step: number) => void;
  /** Makes this the large one. */
  readonly onOpen?: () => void;
}

type Hover = Parameters<HeatMapProps["onHover"]>[0];

/** A heat map of one key; when large, the crosshair and the bars beside it move together. */
export function HistogramPanel({
  run,
  name,
  large,
  step,
  mode,
  onPick,
  onOpen,
}: HistogramPanelProps): ReactNode {
  const [near, anchor] = useNearViewport<HTMLDivElement>();
  return (
    <div className={large ? "hh" : "h-small"} data-mode={mode} ref={anchor}>
      {near ? (
        <Loaded
          run={run}
          name={name}
          large={large}
          step={step}
          mode={mode}
          onPick={onPick}
          {...(onOpen === undefined ? {} : { onOpen })}
        />
      ) : (
        <article className="panel" aria-label={keyText(name)} />
      )}
    </div>
  );
}

function Loaded({ run, name, large, step, mode, onPick, onOpen }: HistogramPanelProps): ReactNode {
  const [hover, setHover] = useState<Hover>();
  const query = useCells(run.project, run.id, name, run.live);
  const model = useMemo(
    () => (query.data === undefined ? undefined : heatMapModel(histogramColumns(query.data))),
    [query.data],
  );
  const title = keyText(name);
  const shownStep = hover?.step ?? step ?? model?.steps.at(-1);
  const column =
    model === undefined || shownStep === undefined ? undefined : model.columns[columnAt(model, shownStep)];
  const bin = hover === undefined || column === undefined ? -1 : binAt(column, hover.value);
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
              : `${formatPlural(model.columns.length, "histogram")}, ${model.columns.at(-1)?.counts.length ?? 0} bins`}
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
        {hover === undefined || column === undefined ? null : (
          <div className="tip fixed" style={{ transform: tipPlace(hover) }} data-testid="heat-tip">
            <div className="h">
              <span>
                step <b>{formatStep(column.step)}</b>
              </span>
            </div>
            <div className="r">
              <span className="n">
                {bin === -1
                  ? formatValue(hover.value)
                  : `${formatValue(column.edges[bin] as number)} to ${formatValue(column.edges[bin + 1] as number)}`}
              </span>
              <span className="v">{bin === -1 ? "none" : groupDigits(column.counts[bin] as number)}</span>
            </div>
          </div>
        )}
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

function noModel(failed: boolean, error: unknown, loaded: boolean): string {
  if (failed) return `Could not read these histograms: ${plainReason(error)}`;
  return loaded ? "No histogram here has a value." : "";
}

function tipPlace({ clientX, clientY }: NonNullable<Hover>): string {
  const width = 230;
  const left = clientX + 18 + width > innerWidth ? clientX - 18 - width : clientX + 18;
  return `translate(${Math.round(Math.max(8, left))}px, ${Math.round(Math.max(8, clientY - 28))}px)`;
}
