import { printJson, type Json, type JsonObject } from "@stepwell/protocol";
import { useMemo, useState, type ReactNode } from "react";
import { keyText } from "../../lib/format-key.ts";
import { fuzzyMatcher, matcherProblem } from "../../lib/fuzzy-match.ts";
import { groupDigits } from "../../lib/group-digits.ts";
import { copyText } from "../run/copy-text.ts";
import { FilterField } from "../shell/filter-field.tsx";
import { Icon } from "../shell/icon.tsx";
import { leavesOf } from "./changed-leaves.ts";
import { fullText, LeafValue } from "./leaf-value.tsx";

const mostRows = 500;

export interface LeavesPanelProps {
  readonly title: string;
  readonly object: JsonObject;
  readonly format: (value: Json) => string;
  /** Said when there is nothing. */
  readonly empty: string;
  /** The same of the run that it is compared with, and that run's name. */
  readonly baseline?: { readonly name: string; readonly object: JsonObject } | undefined;
  /** Rows that are shown before somebody asks for all. Default: 500. */
  readonly firstRows?: number;
  /** More controls of its header. */
  readonly children?: ReactNode;
}

/** The leaves of a config or summary: filtered, copied, compared. */
export function LeavesPanel(props: LeavesPanelProps): ReactNode {
  const { title, object, format, empty, baseline, firstRows = mostRows, children } = props;
  const [all, setAll] = useState(false);
  const [filter, setFilter] = useState("");
  const limit = all || filter !== "" ? mostRows : firstRows;
  const other = baseline?.object;
  const leaves = useMemo(() => leavesOf(object, other), [object, other]);
  const matches = fuzzyMatcher(filter);
  const shown = leaves.filter(
    ({ key, other: changed }) => (other === undefined || changed !== undefined) && matches(keyText(key)),
  );
  const name = title.toLowerCase();
  return (
    <article className="panel" aria-label={title}>
      <header>
        <h3>
          {title}
          <span className="badge">
            {shown.length === leaves.length ? leaves.length : `${shown.length} of ${leaves.length}`}
          </span>
        </h3>
        <span className="grow" />
        {children}
        {leaves.length === 0 ? null : (
          <button
            type="button"
            className="btn ghost icon small"
            aria-label={`Copy the ${name} as JSON`}
            title={`Copy the ${name} as JSON`}
            onClick={() => void copyText(printJson(object), `The ${name}`)}
          >
            <Icon name="copy" />
          </button>
        )}
        {leaves.length > 8 ? (
          <FilterField
            label={`Filter ${name}`}
            className="small"
            value={filter}
            problem={matcherProblem(filter)}
            onChange={setFilter}
          />
        ) : null}
      </header>
      {shown.length > 0 ? null : (
        <p className="notes dim">
          {leaves.length === 0
            ? empty
            : other === undefined || filter !== ""
              ? "No key matches."
              : `Nothing differs from ${baseline?.name ?? ""}.`}
        </p>
      )}
      <table className="kv">
        <tbody>
          {shown.slice(0, limit).map(({ key, value, other: changed }) => (
            <tr key={key}>
              <th scope="row" title={keyText(key)}>
                {keyText(key)}
              </th>
              <td>
                {changed === undefined ? null : (
                  <del>{changed.value === undefined ? "\u2013" : format(changed.value)}</del>
                )}
                <LeafValue value={value} text={format(value)} />
                <button
                  type="button"
                  className="copy-one"
                  aria-label={`Copy ${keyText(key)}`}
                  title="Copy"
                  onClick={() => void copyText(fullText(value), `"${keyText(key)}"`)}
                >
                  <Icon name="copy" />
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {shown.length <= limit ? null : limit < mostRows ? (
        <button type="button" className="btn small more" onClick={() => setAll(true)}>
          Show all {groupDigits(shown.length)}
        </button>
      ) : (
        <p className="notes dim">
          {mostRows} of {groupDigits(shown.length)} shown. Filter to see others.
        </p>
      )}
    </article>
  );
}
