import { useLayoutEffect, useRef, type ReactNode } from "react";
import { formatName } from "../../lib/format-name.ts";
import { formatSpread } from "../../lib/format-spread.ts";
import { useValue } from "../../lib/use-value.ts";
import { colorValue } from "./color-value.ts";
import { tooltip, type TooltipRow } from "./hover.ts";

/** The one tooltip of all charts, 18 px beside the pointer; it flips at the window's edge. */
export function ChartTooltip(): ReactNode {
  const content = useValue(tooltip);
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const { current } = box;
    if (current === null || content === undefined) return;
    const { offsetWidth, offsetHeight } = current;
    const beside = content.clientX + 18;
    const left = beside + offsetWidth > innerWidth - 8 ? content.clientX - offsetWidth - 18 : beside;
    const top = Math.max(8, Math.min(content.clientY - offsetHeight / 2, innerHeight - offsetHeight - 8));
    current.style.transform = `translate(${Math.round(Math.max(8, left))}px, ${Math.round(top)}px)`;
  }, [content]);
  if (content === undefined || content.rows.length === 0) return null;
  const { xName, x, smoothed, band, rows, format, above, below } = content;
  const more = [above > 0 ? `${above} above` : "", below > 0 ? `${below} below` : ""]
    .filter((part) => part !== "")
    .join(", ");
  return (
    <div className="tip" ref={box} data-testid="tooltip">
      <div className="h">
        <span>
          {xName} <b>{x}</b>
        </span>
        <span>{[band, smoothed ? "smoothed \u00b7 raw" : ""].filter((part) => part !== "").join(", ")}</span>
      </div>
      {rows.map(({ id, label, color, dashed, value, signed, raw, spread, focused }) => (
        <div key={id} className={focused ? "r f" : "r"}>
          <span className={dashed ? "sw dash" : "sw"} style={{ "--c": colorValue(color) }} />
          <span className="n">{formatName(label, 32)}</span>
          <span className="v">
            {signed && value > 0 ? "+" : ""}
            {format(value)}
            {spread === undefined ? "" : spreadText(spread, value, format)}
          </span>
          {smoothed ? <span className="raw">{raw === undefined ? "" : format(raw)}</span> : null}
        </div>
      ))}
      {more === "" ? null : <div className="m">{more}</div>}
    </div>
  );
}

function spreadText(
  spread: NonNullable<TooltipRow["spread"]>,
  mean: number,
  format: (value: number) => string,
): string {
  return "by" in spread
    ? ` \u00b1 ${formatSpread(spread.by, mean)}`
    : ` (${format(spread.min)} \u2013 ${format(spread.max)})`;
}
