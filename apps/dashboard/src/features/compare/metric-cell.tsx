import type { Better } from "../../lib/better-value.ts";
import type { ReactNode } from "react";
import { formatDifference, formatShare } from "../../lib/format-delta.ts";
import { formatValue } from "../../lib/format-value.ts";
import { standing } from "./better.ts";

export interface MetricCellProps {
  readonly values: readonly (number | undefined)[];
  readonly at: number;
  readonly better: Better | undefined;
}

/** A number and its difference to the baseline; on the diverging scale where it is known which is better. */
export function MetricCell({ values, at, better }: MetricCellProps): ReactNode {
  const value = values[at] as number;
  const base = values[0];
  const place = standing(values, at, better);
  const isBest = better !== undefined && isExtreme(values, value, better);
  return (
    <td
      className="num metric"
      data-standing={place === undefined || place === 0 ? undefined : place > 0 ? "better" : "worse"}
      style={place === undefined ? undefined : { "--p": `${Math.round(25 + 75 * Math.abs(place))}%` }}
    >
      <span className={isBest ? "best" : ""} title={String(value)}>
        {isBest ? <span className="sr">best </span> : null}
        {formatValue(value)}
      </span>
      {at === 0 || base === undefined ? null : (
        <span className="delta">
          {formatDifference(value, base)}
          <i>{formatShare(value, base)}</i>
          {place === undefined || place === 0 ? null : (
            <span className="sr">{place > 0 ? " better" : " worse"}</span>
          )}
        </span>
      )}
    </td>
  );
}

function isExtreme(values: readonly (number | undefined)[], value: number, better: Better): boolean {
  const numbers = values.filter((other): other is number => other !== undefined && !Number.isNaN(other));
  if (numbers.length < 2 || numbers.every((other) => other === value)) return false;
  return value === (better === "higher" ? Math.max(...numbers) : Math.min(...numbers));
}
