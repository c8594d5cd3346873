import { useState, type ReactNode } from "react";
import { formatPlural } from "../../lib/format-plural.ts";
import { formatValue } from "../../lib/format-value.ts";
import { groupDigits } from "../../lib/group-digits.ts";
import type { ChartModel } from "./chart-model.ts";

type Matrix = Extract<ChartModel, { kind: "matrix" }>;
type Shown = "counts" | "rows" | "columns";

const names: Readonly<Record<Shown, string>> = { counts: "Counts", rows: "By true", columns: "By predicted" };

/** How often each class was taken for each, with what each row and column comes to. */
export function MatrixChart({ model, label }: { readonly model: Matrix; readonly label: string }): ReactNode {
  const { classes, counts, more } = model;
  const [shown, setShown] = useState<Shown>("counts");
  const rows = counts.map(sum);
  const columns = classes.map((_, at) => sum(counts.map((row) => row[at] as number)));
  const total = sum(rows);
  const right = sum(classes.map((_, at) => counts[at]?.[at] ?? 0));
  const most = Math.max(1, ...counts.flat());
  const part = (from: number, to: number): number => {
    const count = counts[from]?.[to] ?? 0;
    const whole = shown === "counts" ? most : shown === "rows" ? rows[from] : columns[to];
    return whole === undefined || whole === 0 ? 0 : count / whole;
  };
  return (
    <>
      <div className="cc-tools">
        <div className="seg" role="group" aria-label="Share">
          {(Object.keys(names) as Shown[]).map((one) => (
            <button key={one} type="button" aria-pressed={shown === one} onClick={() => setShown(one)}>
              {names[one]}
            </button>
          ))}
        </div>
        <span className="grow" />
        <span className="badge">
          {groupDigits(right)} of {groupDigits(total)} right
          {total === 0 ? "" : `, ${percent(right / total)}`}
        </span>
      </div>
      <div className="scroll-x" role="region" aria-label={label} tabIndex={0}>
        <table className="cc-matrix">
          <thead>
            <tr>
              <th className="corner">
                true {"\u2193"} predicted {"\u2192"}
              </th>
              {classes.map((name, at) => (
                <th key={at} scope="col" title={name}>
                  {name}
                </th>
              ))}
              <th scope="col" className="sum">
                all
              </th>
            </tr>
          </thead>
          <tbody>
            {classes.map((name, from) => (
              <tr key={from}>
                <th scope="row" title={name}>
                  {name}
                </th>
                {classes.map((other, to) => {
                  const share = part(from, to);
                  const count = counts[from]?.[to] ?? 0;
                  return (
                    <td
                      key={to}
                      data-right={from === to}
                      data-shade={count === 0 ? "none" : Math.min(8, Math.floor(share * 8.999))}
                      title={`true ${name}, predicted ${other}: ${groupDigits(count)}`}
                    >
                      {shown === "counts" ? groupDigits(count) : percent(share)}
                    </td>
                  );
                })}
                <td className="sum">{groupDigits(rows[from] ?? 0)}</td>
              </tr>
            ))}
            <tr>
              <th scope="row" className="sum">
                all
              </th>
              {columns.map((count, at) => (
                <td key={at} className="sum">
                  {groupDigits(count)}
                </td>
              ))}
              <td className="sum">{groupDigits(total)}</td>
            </tr>
          </tbody>
        </table>
      </div>
      {more === 0 ? null : (
        <p className="cc-note">{formatPlural(more, "more class", "more classes")} in the table</p>
      )}
    </>
  );
}

function sum(values: readonly number[]): number {
  return values.reduce((all, one) => all + one, 0);
}

function percent(share: number): string {
  return `${formatValue(Math.round(share * 1_000) / 10, 3)}\u2009%`;
}
