import { useState, type ReactNode } from "react";
import { formatPlural } from "../../lib/format-plural.ts";
import { formatValue } from "../../lib/format-value.ts";
import type { ChartModel } from "./chart-model.ts";
import { PlotFrame } from "./plot-frame.tsx";

/** One bar for each row, lying, with its value behind it. */
export function BarChart({
  model,
  label,
}: {
  readonly model: Extract<ChartModel, { kind: "bars" }>;
  readonly label: string;
}): ReactNode {
  const { bars, value, more } = model;
  const most = Math.max(0, ...bars.map((bar) => bar.value));
  const least = Math.min(0, ...bars.map((bar) => bar.value));
  const share = (size: number): number => ((size - least) / (most - least || 1)) * 100;
  return (
    <>
      <div className="cc-scroll" role="region" aria-label={label} tabIndex={0}>
        <table className="cc-bars" aria-label={label}>
          <thead className="only-readers">
            <tr>
              <th>Name</th>
              <th>{value}</th>
            </tr>
          </thead>
          <tbody>
            {bars.map((bar, at) => (
              <tr key={at}>
                <th scope="row" title={bar.name}>
                  {bar.name}
                </th>
                <td>
                  <i
                    style={{
                      left: `${share(Math.min(0, bar.value)) * 0.82}%`,
                      width: `${Math.abs(share(bar.value) - share(0)) * 0.82}%`,
                    }}
                  />
                  <span style={{ left: `calc(${share(Math.max(0, bar.value)) * 0.82}% + 6px)` }}>
                    {formatValue(bar.value)}
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="cc-note">{more === 0 ? value : `${value}; ${formatPlural(more, "row")} not drawn`}</p>
    </>
  );
}

/** How the values of a column are spread. */
export function BinChart({
  model,
  label,
}: {
  readonly model: Extract<ChartModel, { kind: "bins" }>;
  readonly label: string;
}): ReactNode {
  const { edges, counts, value } = model;
  const [over, setOver] = useState<number>();
  const [low = 0, high = 1] = [edges[0], edges.at(-1)];
  return (
    <>
      <PlotFrame
        label={label}
        x={[low, high]}
        y={[0, Math.max(1, ...counts) * 1.05]}
        xTitle={value}
        yTitle="count"
        onMove={(px, _, { left, right }) => {
          const at = Math.floor(((px - left) / (right - left)) * counts.length);
          setOver(at >= 0 && at < counts.length ? at : undefined);
        }}
        onLeave={() => setOver(undefined)}
      >
        {({ px, py, bottom }) =>
          counts.map((count, at) => {
            const from = px(edges[at] as number);
            const width = px(edges[at + 1] as number) - from;
            return (
              <rect
                key={at}
                className="cc-bin"
                data-over={at === over}
                x={from + (width > 4 ? 0.5 : 0)}
                width={Math.max(1, width - (width > 4 ? 1 : 0))}
                y={py(count)}
                height={Math.max(0, bottom - py(count))}
              />
            );
          })
        }
      </PlotFrame>
      <p className="cc-note" aria-live="polite">
        {over === undefined
          ? "\u00a0"
          : `${formatValue(edges[over] as number)} to ${formatValue(edges[over + 1] as number)}: ${formatPlural(counts[over] as number, "value")}`}
      </p>
    </>
  );
}
