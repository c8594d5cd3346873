import { keyParts } from "../../lib/format-key.ts";
import { paletteSize, slotVariable } from "../../lib/palette.ts";
import { fromStart, withGaps } from "./adjust-data.ts";
import { differenceLine } from "./difference-line.ts";
import { expressionLine } from "./expression-line.ts";
import { groupLine } from "./group-line.ts";
import type { LineData } from "./line-data.ts";
import type { ChartGroup, ChartRun, PanelSpec } from "./panel-spec.ts";
import type { Expression } from "./parse-expression.ts";
import type { ChartLine } from "./prepare-line.ts";
import type { SeriesState, SeriesWish } from "./series-store.ts";

export interface PanelSource {
  readonly panel: PanelSpec;
  readonly runs: readonly ChartRun[];
  /** Takes the place of the panel's keys. */
  readonly expression: Expression | undefined;
  /** x counts from the start of each run. */
  readonly isRelative: boolean;
  /** Lines are differences to the baseline's: where their steps meet, or over time. */
  readonly fromBaseline?: "steps" | "time" | undefined;
}

export interface PanelWishOptions extends PanelSource {
  readonly x: string;
  readonly range: readonly [number, number] | undefined;
  readonly buckets: number;
  readonly use: string;
}

/** The keys that a panel needs of each run. */
export function neededKeys({
  panel,
  expression,
}: Pick<PanelSource, "panel" | "expression">): readonly string[] {
  return expression?.keys ?? panel.keys;
}

/** The series of a panel: each key of each run. */
export function panelWishes(options: PanelWishOptions): SeriesWish[] {
  const { panel, runs, isRelative, x, range, buckets, use } = options;
  const keys = neededKeys(options);
  return runs.flatMap((run) => {
    const start = isRelative ? startOf(run) : 0;
    const own: SeriesWish["range"] = range === undefined ? undefined : [range[0] + start, range[1] + start];
    return keys.map((key) => ({
      project: run.project,
      run: run.id,
      stream: panel.stream,
      key,
      x,
      range: own,
      buckets,
      live: run.live,
      use,
    }));
  });
}

/** The lines of a panel that have points, from the series of `panelWishes`: of runs, then of groups. */
export function panelLines(source: PanelSource, states: readonly SeriesState[]): ChartLine[] {
  const single = runLines(source, states);
  const groups = new Map<string, { readonly group: ChartGroup; readonly lines: ChartLine[] }>();
  const out: ChartLine[] = [];
  for (const { line, group } of single) {
    if (group === undefined) {
      out.push(line);
      continue;
    }
    const id = `${group.id} ${line.metric ?? ""}`;
    const known = groups.get(id) ?? { group, lines: [] };
    groups.set(id, known);
    known.lines.push(line);
  }
  const several = source.expression === undefined && source.panel.keys.length > 1;
  for (const [id, { group, lines }] of groups) {
    const band = source.panel.settings?.groupBand ?? "std";
    const data = cachedGroup(
      lines.map(({ data: member }) => member),
      band,
    );
    const metric = lines[0]?.metric;
    if (data === undefined) continue;
    out.push({
      id: `group ${id}`,
      run: group.id,
      metric,
      label:
        several && metric !== undefined ? `${group.label} ${lineName(source.panel, metric)}` : group.label,
      color: slotVariable(group.color),
      dashed: false,
      data,
      group: { runs: lines.length, band, ...(group.isPart === true ? { isPart: true } : {}) },
    });
  }
  return out;
}

interface RunLine {
  readonly line: ChartLine;
  readonly group: ChartGroup | undefined;
}

function runLines(source: PanelSource, states: readonly SeriesState[]): RunLine[] {
  const { runs, expression } = source;
  const keys = neededKeys(source);
  const seriesOf = (run: ChartRun, place: number): (LineData | undefined)[] =>
    keys.map((_, at) => adjusted(source, run, states[place * keys.length + at]?.data));
  const basePlace =
    source.fromBaseline === undefined ? -1 : runs.findIndex(({ baseline }) => baseline === true);
  const base = basePlace < 0 ? undefined : seriesOf(runs[basePlace] as ChartRun, basePlace);
  return runs.flatMap((run, place) => {
    const own = seriesOf(run, place);
    const series =
      base === undefined ? own : own.map((data, at) => cachedDifference(data, base[at], source.fromBaseline));
    const common = {
      run: run.id,
      dashed: run.dashed,
      baseline: run.baseline === true,
      signed: base !== undefined,
    };
    if (expression !== undefined) {
      const data = cachedExpression(expression, series);
      if (data === undefined || data.x.length === 0) return [];
      const line = { ...common, id: run.id, label: run.name, color: slotVariable(run.color), data };
      return [{ line, group: run.group }];
    }
    return keys.flatMap((key, at): RunLine[] => {
      const data = series[at];
      if (data === undefined || data.x.length === 0) return [];
      return [
        {
          line: { ...common, ...lineLook(source, run, key, at), id: `${run.id} ${key}`, metric: key, data },
          group: run.group,
        },
      ];
    });
  });
}

/** One run's keys differ by colour; keys of several runs by their name, for colour means a run. */
function lineLook(
  { panel, runs }: PanelSource,
  run: ChartRun,
  key: string,
  at: number,
): Pick<ChartLine, "run" | "label" | "color"> {
  if (panel.keys.length < 2) return { run: run.id, label: run.name, color: slotVariable(run.color) };
  const name = lineName(panel, key);
  if (runs.length > 1) return { run: run.id, label: `${run.name} ${name}`, color: slotVariable(run.color) };
  const base = typeof run.color === "number" ? run.color : 0;
  const slot = at > 0 ? (base + at * 2 - 1) % paletteSize : run.color;
  return { run: key, label: name, color: slotVariable(slot) };
}

function adjusted(
  { panel, isRelative }: PanelSource,
  run: ChartRun,
  data: LineData | undefined,
): LineData | undefined {
  if (data === undefined) return undefined;
  const moved = isRelative ? fromStart(data, startOf(run) || (data.x[0] ?? 0)) : data;
  // The machine is measured all the time: a silence is a gap. A metric is logged when there is something to log.
  return panel.stream === "events" && moved.rising ? withGaps(moved) : moved;
}

/** Seconds since the epoch. */
function startOf({ startedAt = 0 }: ChartRun): number {
  return startedAt / 1_000;
}

/** What tells the keys of one panel apart: `train` of `train/loss` beside `val/loss`, else the last part. */
function lineName(panel: PanelSpec, key: string): string {
  const given = panel.lineNames?.[key];
  if (given !== undefined) return given;
  const { prefix, name } = keyParts(key);
  const sameName = panel.keys.every((other) => keyParts(other).name === name);
  return sameName ? prefix.replace(/[/.]$/, "") : name;
}

interface Computed {
  readonly by: unknown;
  readonly from: readonly (LineData | undefined)[];
  readonly data: LineData | undefined;
}

const computed = new WeakMap<LineData, Computed>();

function cachedExpression(
  expression: Expression,
  series: readonly (LineData | undefined)[],
): LineData | undefined {
  return cached(expression, series, () => expressionLine(expression, series));
}

function cachedDifference(
  data: LineData | undefined,
  base: LineData | undefined,
  by: PanelSource["fromBaseline"],
): LineData | undefined {
  if (data === undefined || base === undefined) return undefined;
  return cached(`minus ${by}`, [data, base], () => differenceLine(data, base, { time: by === "time" }));
}

function cachedGroup(series: readonly LineData[], band: "std" | "minmax" | "sem"): LineData | undefined {
  return cached(band, series, () => groupLine(series, band));
}

/** A line that is computed from the same series again is the same object, so that nothing is smoothed twice. */
function cached(
  by: unknown,
  from: readonly (LineData | undefined)[],
  compute: () => LineData | undefined,
): LineData | undefined {
  const [first] = from;
  if (first === undefined) return compute();
  const known = computed.get(first);
  if (
    known !== undefined &&
    known.by === by &&
    known.from.length === from.length &&
    known.from.every((data, at) => data === from[at])
  )
    return known.data;
  const data = compute();
  computed.set(first, { by, from, data });
  return data;
}
