import { useState, type ReactNode } from "react";
import { formatSetting } from "../../lib/format-json.ts";
import { keyText } from "../../lib/format-key.ts";
import { formatPlural } from "../../lib/format-plural.ts";
import { fuzzyMatcher } from "../../lib/fuzzy-match.ts";
import { KeyName } from "../charts/key-name.tsx";
import type { Better } from "../../lib/better-value.ts";
import { MetricCell } from "./metric-cell.tsx";
import { Section } from "./section.tsx";
import { numberOf, type ValueRow } from "./value-rows.ts";

export interface ValueSectionProps {
  readonly name: string;
  readonly rows: readonly ValueRow[];
  readonly columns: number;
  readonly filter: string;
  /** Numbers are measured against the baseline; else values are only compared. */
  readonly betterOf?: (key: string) => Better | undefined;
  /** Show what differs unless all is asked for. */
  readonly isDifferencesOnly?: boolean;
  /** What to say when no run has anything here. */
  readonly empty: string;
}

const mostRows = 300;

/** Rows of values under the columns of the runs. */
export function ValueSection(props: ValueSectionProps): ReactNode {
  const { name, rows, columns, filter, betterOf, isDifferencesOnly = false, empty } = props;
  const [isAll, setAll] = useState(!isDifferencesOnly);
  const [isLong, setLong] = useState(false);
  const matches = fuzzyMatcher(filter);
  const found = rows.filter(({ key }) => matches(keyText(key)));
  const wanted = isAll ? found : found.filter(({ differs }) => differs);
  const shown = isLong ? wanted : wanted.slice(0, mostRows);
  return (
    <Section
      name={name}
      count={wanted.length}
      columns={columns}
      actions={
        isDifferencesOnly && found.length > 0 ? (
          <span className="seg" role="group" aria-label={`Rows of ${name}`}>
            <button type="button" aria-pressed={!isAll} onClick={() => setAll(false)}>
              Differences
            </button>
            <button type="button" aria-pressed={isAll} onClick={() => setAll(true)}>
              All <span className="badge">{found.length}</span>
            </button>
          </span>
        ) : null
      }
    >
      {shown.map((row) => (
        <tr key={row.key} className={row.differs || columns === 1 ? "" : "same"} data-key={keyText(row.key)}>
          <th scope="row" className="key">
            <KeyName text={keyText(row.key)} />
          </th>
          {row.values.map((value, at) =>
            betterOf !== undefined && numberOf(value) !== undefined ? (
              <MetricCell key={at} values={row.values.map(numberOf)} at={at} better={betterOf(row.key)} />
            ) : (
              <td key={at} className={numberOf(value) === undefined ? "" : "num"}>
                {value === undefined ? (
                  <span className="dim">–</span>
                ) : (
                  <span title={formatSetting(value)}>{formatSetting(value)}</span>
                )}
              </td>
            ),
          )}
        </tr>
      ))}
      {wanted.length > shown.length ? (
        <tr>
          <td colSpan={columns + 1}>
            <button type="button" className="btn small" onClick={() => setLong(true)}>
              Show {formatPlural(wanted.length - shown.length, "more row")}
            </button>
          </td>
        </tr>
      ) : null}
      {wanted.length === 0 ? (
        <tr>
          <td colSpan={columns + 1} className="cmp-note">
            <span className="cmp-sticky">
              {rows.length === 0
                ? empty
                : found.length === 0
                  ? "No key matches the filter."
                  : `All ${formatPlural(found.length, "value is", "values are")} equal.`}
            </span>
          </td>
        </tr>
      ) : null}
    </Section>
  );
}
