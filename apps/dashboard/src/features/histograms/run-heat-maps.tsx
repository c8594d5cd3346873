import { useEffect, useMemo, type ReactNode } from "react";
import { formatName } from "../../lib/format-name.ts";
import { slotColor } from "../../lib/palette.ts";
import type { ChartRun } from "../charts/panel-spec.ts";
import type { KeySteps } from "../media/use-key-steps.ts";
import { useCells } from "../run/use-cells.ts";
import { plainReason } from "../shell/message.tsx";
import { heatMapModel } from "./heat-map-model.ts";
import { HeatMap } from "./heat-map.tsx";
import { histogramColumns } from "./histogram-cell.ts";

export interface RunHeatMapsProps {
  readonly runs: readonly ChartRun[];
  readonly name: string;
  readonly steps: KeySteps;
}

/** The histograms of one key of several runs: a heat map for each run that logged some, the shared step marked in all. */
export function RunHeatMaps({ runs, name, steps }: RunHeatMapsProps): ReactNode {
  return (
    <div className="heat-maps" role="region" aria-label={name} tabIndex={0}>
      {runs.map((run) => (
        <RunHeatMap key={`${run.project} ${run.id}`} run={run} name={name} steps={steps} />
      ))}
    </div>
  );
}

function RunHeatMap({
  run,
  name,
  steps,
}: Omit<RunHeatMapsProps, "runs"> & { readonly run: ChartRun }): ReactNode {
  const { tell, step, choose } = steps;
  const query = useCells(run.project, run.id, name, run.live);
  const columns = useMemo(
    () => (query.data === undefined ? undefined : histogramColumns(query.data)),
    [query.data],
  );
  const model = useMemo(() => (columns === undefined ? undefined : heatMapModel(columns, [])), [columns]);
  useEffect(() => {
    if (columns !== undefined)
      tell(`${run.id} ${name}`, columns.map((column) => column.step).toSorted(byNumber));
  }, [columns, tell, run.id, name]);
  const isEmpty = columns?.length === 0;
  return (
    <section aria-label={run.name} data-none={isEmpty || undefined}>
      <h3 className="ell" title={run.name}>
        <span className="sw" style={{ "--c": slotColor(run.color) }} />
        {formatName(run.name, 28)}
      </h3>
      {query.isError ? (
        <p className="plot-note">Could not read these histograms: {plainReason(query.error)}</p>
      ) : model === undefined ? null : (
        <HeatMap
          label={`${name} of ${run.name}`}
          model={model}
          step={step}
          onHover={nothing}
          onPick={(next) => choose(next, true)}
        />
      )}
    </section>
  );
}

function byNumber(one: number, other: number): number {
  return one - other;
}

function nothing(): void {}
