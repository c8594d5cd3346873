import type { KeyView, RunDetail } from "@stepwell/protocol";
import { useMemo, useState, type ReactNode } from "react";
import { keyText } from "../../lib/format-key.ts";
import { formatStep } from "../../lib/format-step.ts";
import { groupDigits } from "../../lib/group-digits.ts";
import { useKeyMedia } from "../media/use-key-media.ts";
import { useTellSteps, type KeySteps } from "../media/use-key-steps.ts";
import { Failure, plainReason } from "../shell/message.tsx";
import { ArtifactTable } from "./artifact-table.tsx";
import { joinTables } from "./join-tables.ts";
import { TableView } from "./table-view.tsx";
import { useArtifactTable } from "./use-artifact-table.ts";
import { useTable } from "./use-table.ts";

export interface TableKeyProps {
  readonly detail: RunDetail;
  readonly item: KeyView;
  readonly steps: KeySteps;
  /** A second step to join with. */
  readonly other: number | undefined;
  readonly onOther: (step: number | undefined) => void;
}

const moreRows =
  "The file beside a run has the first 10,000 rows of a table, or its last increment. All of it is in the table's artifact, on a server that the run is synced to.";

/** A table at the shared step; joined with itself at another one, where that is asked for. */
export function TableKey({ detail, item, steps, other, onOther }: TableKeyProps): ReactNode {
  const { project, id, status } = detail.run;
  const asked = { project, run: id, name: item.key, isLive: status === "running" };
  const media = useKeyMedia({ ...asked, step: steps.step });
  const second = useKeyMedia({ ...asked, step: other });
  useTellSteps(steps.tell, item.key, media.steps);
  const place = useArtifactTable(project, id, media.files[0]);
  const otherPlace = useArtifactTable(project, id, other === undefined ? undefined : second.files[0]);
  const [keyColumn, setKeyColumn] = useState<string>();
  const left = useTable(place.urls);
  const right = useTable(otherPlace.urls);
  const column = keyColumn ?? left.data?.columns[0] ?? "";
  const joined = useMemo(() => {
    if (left.data === undefined || right.data === undefined) return undefined;
    const names = [`step ${formatStep(steps.step ?? null)}`, `step ${formatStep(other ?? null)}`] as const;
    return joinTables({ left: left.data, right: right.data, key: [column, column], names });
  }, [left.data, right.data, column, steps.step, other]);
  const name = keyText(item.key);
  const logged = media.files[0]?.rows;
  if (media.error !== undefined)
    return <Failure title={`Stepwell could not load "${name}".`} error={media.error} onRetry={media.retry} />;
  if (left.error !== null)
    return (
      <Failure
        title={`Stepwell could not read the table "${name}".`}
        error={plainReason(left.error)}
        onRetry={() => void left.refetch()}
      />
    );
  if (media.isLoaded && media.files.length === 0)
    return <p className="dim table-none">Nothing of this key was logged at or before this step.</p>;
  if (place.made !== undefined) return <ArtifactTable {...place.made} />;
  if (left.data === undefined) return <div className="loading-line" role="status" aria-label="Loading" />;
  return (
    <TableView
      key={joined === undefined ? "one" : "two"}
      table={joined ?? left.data}
      label={name}
      urlOf={place.urlOf}
    >
      {logged === undefined || logged <= left.data.rows.length ? null : (
        <span className="badge" title={moreRows}>
          {groupDigits(left.data.rows.length)} of {groupDigits(logged)} rows are here
        </span>
      )}
      {media.fromStep === undefined ? null : (
        <span className="badge">from step {formatStep(media.fromStep)}</span>
      )}
      {media.steps.length < 2 ? null : (
        <label className="btn select">
          <span className="k">Join with</span>
          <select
            aria-label="Join with step"
            value={other === undefined ? "" : String(other)}
            onChange={({ target }) => onOther(target.value === "" ? undefined : Number(target.value))}
          >
            <option value="">no other step</option>
            {media.steps.map((step) => (
              <option key={step} value={String(step)}>
                step {formatStep(step)}
              </option>
            ))}
          </select>
        </label>
      )}
      {other === undefined ? null : (
        <label className="btn select">
          <span className="k">by</span>
          <select
            aria-label="Key column"
            value={column}
            onChange={({ target }) => setKeyColumn(target.value)}
          >
            {left.data.columns.map((one, at) => (
              <option key={at} value={one}>
                {one}
              </option>
            ))}
          </select>
        </label>
      )}
    </TableView>
  );
}
