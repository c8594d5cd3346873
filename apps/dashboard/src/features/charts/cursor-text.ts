import type { ChartSurface } from "./chart-surface.ts";
import { tooltip } from "./hover.ts";
import { lineHits } from "./line-hits.ts";

interface CursorRow {
  readonly label: string;
  readonly value: number;
  readonly raw: number | undefined;
}

/**
 * What the tooltip says, as lines of tab separated numbers in full precision; without one what all lines of a chart say
 * where it was pointed at last. Undefined where nobody pointed.
 */
export function cursorText(surface: Pick<ChartSurface, "picture" | "lastX"> | undefined): string | undefined {
  const content = tooltip.get();
  if (content !== undefined) return printed(`${content.xName}\t${content.x}`, content.rows);
  const [shown, x] = [surface?.picture(), surface?.lastX()];
  if (shown === undefined || x === undefined) return undefined;
  const { xScale } = shown.model;
  const rows = lineHits(shown.picture.lines, x)
    .toSorted((a, b) => b.value - a.value)
    .map(({ line, value, raw }) => ({
      label: line.label,
      value,
      raw: line.smoothed === undefined ? undefined : raw,
    }));
  return printed(`${xScale.label}\t${xScale.format(x)}`, rows);
}

function printed(head: string, rows: readonly CursorRow[]): string {
  const lines = rows.map(({ label, value, raw }) =>
    [label, String(value), ...(raw === undefined ? [] : [String(raw)])].join("\t"),
  );
  return [head, ...lines].join("\n");
}
