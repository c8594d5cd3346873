import type { KeyView, RunDetail } from "@stepwell/protocol";
import { useMemo, useState, type ReactNode } from "react";
import { keyText } from "../../lib/format-key.ts";
import { formatName } from "../../lib/format-name.ts";
import { formatStep } from "../../lib/format-step.ts";
import { groupDigits } from "../../lib/group-digits.ts";
import { useKeyMedia } from "../media/use-key-media.ts";
import { useTellSteps, type KeySteps } from "../media/use-key-steps.ts";
import { Failure, plainReason } from "../shell/message.tsx";
import { ArtifactTable } from "./artifact-table.tsx";
import { joinTables } from "./join-tables.ts";
import { JoinTools, type OtherRun } from "./join-tools.tsx";
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

/** A table at the shared step; joined with itself at another one, or with that of another run, where that is asked for. */
export function TableKey({ detail, item, steps, other, onOther }: TableKeyProps): ReactNode {
  const { project, id, status } = detail.run;
  const asked = { project, run: id, name: item.key, isLive: status === "running" };
  const media = useKeyMedia({ ...asked, step: steps.step });
  const [otherRun, setOtherRun] = useState<OtherRun>();
  const second = useKeyMedia(
    otherRun === undefined
      ? { ...asked, step: other }
      : { ...asked, run: otherRun.id, step: steps.step, isLive: false },
  );
  const isJoining = otherRun !== undefined || other !== undefined;
  useTellSteps(steps.tell, item.key, media.steps);
  const place = useArtifactTable(project, id, media.files[0]);
  const otherPlace = useArtifactTable(project, otherRun?.id ?? id, isJoining ? second.files[0] : undefined);
  const [keyColumn, setKeyColumn] = useState<string>();
  const left = useTable(place.urls);
  const right = useTable(otherPlace.urls);
  const column = keyColumn ?? left.data?.columns[0] ?? "";
  const joined = useMemo(() => {
    if (left.data === undefined || right.data === undefined) return undefined;
    const names =
      otherRun === undefined
        ? ([`step ${formatStep(steps.step ?? null)}`, `step ${formatStep(other ?? null)}`] as const)
        : columnNames(detail.run, otherRun);
    return joinTables({ left: left.data, right: right.data, key: [column, column], names });
  }, [left.data, right.data, column, steps.step, other, otherRun, detail.run]);
  const name = keyText(item.key);
  const missing = joined === undefined && isJoining ? reasonOf() : undefined;
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
      otherMedia={
        joined === undefined ? undefined : { from: left.data.columns.length, urlOf: otherPlace.urlOf }
      }
    >
      {logged === undefined || logged <= left.data.rows.length ? null : (
        <span className="badge" title={moreRows}>
          {groupDigits(left.data.rows.length)} of {groupDigits(logged)} rows are here
        </span>
      )}
      {media.fromStep === undefined ? null : (
        <span className="badge">from step {formatStep(media.fromStep)}</span>
      )}
      <JoinTools
        project={project}
        run={id}
        steps={media.steps}
        step={other}
        onStep={onOther}
        other={otherRun}
        onOther={setOtherRun}
        columns={left.data.columns}
        column={column}
        onColumn={setKeyColumn}
      />
      {missing === undefined ? null : (
        <span className="badge" role="status">
          {missing}
        </span>
      )}
    </TableView>
  );

  /** Why there is no joined table; undefined while it comes. */
  function reasonOf(): string | undefined {
    if (second.error !== undefined || right.error !== null) return "the other table could not be read";
    if (second.isLoaded && second.files.length === 0) return "the other has no such table at this step";
    if (otherPlace.made !== undefined) return "the other table is made of others";
    return right.data === undefined ? undefined : `the other has no column "${column}"`;
  }
}

/** What stands behind the names of columns that both have; ids, where the runs have one name. */
function columnNames(run: OtherRun, other: OtherRun): readonly [string, string] {
  const of = ({ id, name }: OtherRun): string => (run.name === other.name ? id : formatName(name, 24));
  return [of(run), of(other)];
}
