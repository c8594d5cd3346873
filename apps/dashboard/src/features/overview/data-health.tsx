import type { RunDetail } from "@stepwell/protocol";
import type { ReactNode } from "react";
import { formatDuration } from "../../lib/format-duration.ts";
import { formatPlural } from "../../lib/format-plural.ts";
import { formatTime } from "../../lib/format-time.ts";
import { groupDigits } from "../../lib/group-digits.ts";
import { useNow } from "../../lib/use-now.ts";
import { KeyValues, type KeyValueRow } from "./key-values.tsx";

/** What was stored of what was logged: rows, points, what was dropped and why, damage. */
export function DataHealth({ detail }: { readonly detail: RunDetail }): ReactNode {
  const { run, keys } = detail;
  const now = useNow(1_000);
  const points = keys.filter(({ key }) => !key.startsWith("_")).reduce((sum, { count }) => sum + count, 0);
  const dropped = Object.entries(run.dropped).filter(([, count]) => count > 0);
  const rows: KeyValueRow[] = [
    { name: "rows stored", value: groupDigits(run.rows) },
    { name: "points stored", value: groupDigits(points) },
    dropped.length === 0 ? { name: "rows dropped", value: "none" } : undefined,
    ...dropped.map(([reason, count]) => ({
      name: "dropped",
      value: `${formatPlural(count, "row")}, ${reason}`,
      warn: true,
    })),
    {
      name: "damage",
      value: run.damage.length === 0 ? "none" : formatPlural(run.damage.length, "place"),
      warn: run.damage.length > 0,
    },
    { name: "last sign of life", value: formatTime(run.updatedAt, now) },
    { name: "logging for", value: formatDuration(run.runtime) },
  ].filter((row) => row !== undefined);
  return (
    <>
      <KeyValues title="Data health" rows={rows} />
      {run.damage.length === 0 ? null : (
        <ul className="damage">
          {run.damage.slice(0, 20).map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
    </>
  );
}
