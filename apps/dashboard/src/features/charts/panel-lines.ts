import { keyParts } from "../../lib/format-key.ts";
import { paletteSize, slotVariable } from "../../lib/palette.ts";
import type { ChartRun, PanelSpec } from "./panel-spec.ts";
import type { ChartLine } from "./prepare-line.ts";
import type { SeriesState, SeriesWish } from "./series-store.ts";

export interface PanelWishOptions {
  readonly panel: PanelSpec;
  readonly runs: readonly ChartRun[];
  readonly x: string;
  readonly range: readonly [number, number] | undefined;
  readonly buckets: number;
  readonly use: string;
}

/** The series of a panel: each key of each run. */
export function panelWishes({ panel, runs, x, range, buckets, use }: PanelWishOptions): SeriesWish[] {
  const { keys, stream } = panel;
  return runs.flatMap(({ project, id, live }) =>
    keys.map((key) => ({ project, run: id, stream, key, x, range, buckets, live, use })),
  );
}

/** The lines of a panel that have points, from the series of `panelWishes`. */
export function panelLines(
  panel: PanelSpec,
  runs: readonly ChartRun[],
  states: readonly SeriesState[],
): ChartLine[] {
  const several = panel.keys.length > 1;
  return runs.flatMap((run, place) =>
    panel.keys.flatMap((key, at): ChartLine[] => {
      const data = states[place * panel.keys.length + at]?.data;
      if (data === undefined || data.x.length === 0) return [];
      const base = typeof run.color === "number" ? run.color : 0;
      const slot = several && at > 0 ? (base + at * 2 - 1) % paletteSize : run.color;
      const name = several ? lineName(panel, key) : run.name;
      return [
        {
          id: `${run.id} ${key}`,
          run: several ? key : run.id,
          metric: key,
          label: name,
          color: slotVariable(slot),
          dashed: run.dashed,
          data,
        },
      ];
    }),
  );
}

/** What tells the keys of one panel apart: `train` of `train/loss` beside `val/loss`, else the last part. */
function lineName(panel: PanelSpec, key: string): string {
  const { prefix, name } = keyParts(key);
  const sameName = panel.keys.every((other) => keyParts(other).name === name);
  return sameName ? prefix.replace(/[/.]$/, "") : name;
}
