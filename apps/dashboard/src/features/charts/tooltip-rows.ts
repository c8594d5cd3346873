import { formatPlural } from "../../lib/format-plural.ts";
import type { TooltipRow } from "./hover.ts";
import type { LineHit } from "./line-hits.ts";

const mostRows = 8;

/** At most eight rows by value, around the focused run; NaN last. */
export function tooltipRows(
  hits: readonly LineHit[],
  focus: string | undefined,
): { rows: TooltipRow[]; above: number; below: number } {
  const finite = hits.filter(({ value }) => Number.isFinite(value)).toSorted((a, b) => b.value - a.value);
  const other = hits.filter(({ value }) => !Number.isFinite(value));
  const place = Math.max(
    0,
    finite.findIndex(({ line }) => line.run === focus),
  );
  const from = Math.max(0, Math.min(finite.length - mostRows, place - 3));
  const shown = finite.slice(from, from + mostRows);
  const rows = [...shown, ...other.slice(0, Math.max(0, mostRows - shown.length))].map(
    ({ line, at, value, raw }) => ({
      id: line.id,
      label: labelAt(line, at),
      color: line.color,
      dashed: line.dashed,
      value,
      signed: line.signed === true,
      raw: line.smoothed === undefined ? undefined : raw,
      spread: spreadOf(line, at),
      focused: line.run === focus,
    }),
  );
  return { rows, above: from, below: finite.length - from - shown.length };
}

/** How far the band of a group reaches from its mean: one number where it reaches as far both ways, else both ends. */
function spreadOf({ group, data }: LineHit["line"], at: number): TooltipRow["spread"] {
  // One run has no deviation.
  if (group === undefined || (data.count[at] as number) < 2) return undefined;
  const [min, max] = [data.min[at] as number, data.max[at] as number];
  return group.band === "minmax" ? { min, max } : { by: (max - min) / 2 };
}

function labelAt(line: LineHit["line"], at: number): string {
  const { group, label, data } = line;
  const isSaid = group === undefined || (group.isPart === true && (data.count[at] as number) === group.runs);
  return isSaid ? label : `${label}, ${runsAt(line, at)}`;
}

/** How many runs of a group have a value at an entry. */
function runsAt({ group, data }: LineHit["line"], at: number): string {
  const [here, all] = [data.count[at] as number, group?.runs ?? 0];
  return here < all ? `${here} of ${formatPlural(all, "run")}` : formatPlural(all, "run");
}
