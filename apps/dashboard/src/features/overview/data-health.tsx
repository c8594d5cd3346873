import type { RunDetail } from "@stepwell/protocol";
import type { ReactNode } from "react";
import { formatDuration } from "../../lib/format-duration.ts";
import { keyText } from "../../lib/format-key.ts";
import { formatPlural } from "../../lib/format-plural.ts";
import { formatTime, formatTimeFull } from "../../lib/format-time.ts";
import { groupDigits } from "../../lib/group-digits.ts";
import { useNow } from "../../lib/use-now.ts";
import { KeyValues, type KeyValueRow } from "./key-values.tsx";
import { mostBadKeys, numberKeys, useBadValues, type BadValues } from "./use-bad-values.ts";

/** What was stored of what was logged: rows, points, NaN and ∞, what was dropped and why, damage. */
export function DataHealth({ detail }: { readonly detail: RunDetail }): ReactNode {
  const { run, keys } = detail;
  const now = useNow(1_000);
  const bad = useBadValues(detail);
  const points = keys.filter(({ key }) => !key.startsWith("_")).reduce((sum, { count }) => sum + count, 0);
  const dropped = Object.entries(run.dropped).filter(([, count]) => count > 0);
  const rows: KeyValueRow[] = [
    { name: "rows stored", value: groupDigits(run.rows) },
    { name: "points stored", value: groupDigits(points) },
    {
      name: "NaN or \u221e values",
      value: bad === undefined ? "\u2026" : badText(bad) + lookedAt(numberKeys(keys).length),
      warn: bad !== undefined && bad.length > 0,
    },
    dropped.length === 0 ? { name: "rows dropped", value: "none" } : undefined,
    ...dropped.map(([reason, count]) => ({
      name: "dropped",
      value: `${groupDigits(count)}, ${reason.replaceAll("-", " ")}`,
      warn: true,
    })),
    {
      name: "damage",
      value: run.damage.length === 0 ? "none" : formatPlural(run.damage.length, "place"),
      warn: run.damage.length > 0,
    },
    { name: "last sync", value: formatTime(run.updatedAt, now), title: formatTimeFull(run.updatedAt) },
    { name: "logging for", value: formatDuration(run.runtime) },
  ].filter((row) => row !== undefined);
  return (
    <>
      <KeyValues title="Data health" rows={rows}>
        {bad === undefined || bad.length === 0 ? null : <BadKeys bad={bad} />}
      </KeyValues>
      {run.damage.length === 0 ? null : (
        <ul className="damage">
          {run.damage.slice(0, 20).map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
          {run.damage.length > 20 ? <li>{formatPlural(run.damage.length - 20, "more place")}</li> : null}
        </ul>
      )}
    </>
  );
}

function badText(bad: readonly BadValues[]): string {
  if (bad.length === 0) return "none";
  const values = bad.reduce((sum, { nan, infinite }) => sum + nan + infinite, 0);
  return `${formatPlural(bad.length, "key")}, ${formatPlural(values, "value")}`;
}

function lookedAt(keys: number): string {
  return keys > mostBadKeys ? ` in the first ${groupDigits(mostBadKeys)} of ${groupDigits(keys)} keys` : "";
}

function BadKeys({ bad }: { readonly bad: readonly BadValues[] }): ReactNode {
  return (
    <details className="bad-keys">
      <summary>NaN and {"\u221e"} by key</summary>
      <table className="kv">
        <tbody>
          {bad.slice(0, 100).map(({ key, nan, infinite }) => (
            <tr key={key}>
              <th scope="row" title={keyText(key)}>
                {keyText(key)}
              </th>
              <td className="warn">
                {[
                  nan > 0 ? `${groupDigits(nan)} NaN` : "",
                  infinite > 0 ? `${groupDigits(infinite)} \u221e` : "",
                ]
                  .filter((text) => text !== "")
                  .join(", ")}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {bad.length > 100 ? <p className="dim">100 of {groupDigits(bad.length)} keys shown.</p> : null}
    </details>
  );
}
