import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { formatName } from "../../lib/format-name.ts";
import { formatStep } from "../../lib/format-step.ts";
import { slotColor } from "../../lib/palette.ts";
import { queryKeys } from "../../lib/query-keys.ts";
import { useFoundRuns } from "../palette/use-found-runs.ts";
import { Combobox } from "../shell/combobox.tsx";
import { Icon } from "../shell/icon.tsx";
import { Popover } from "../shell/popover.tsx";
import { useSession } from "../shell/session-context.ts";

/** A run whose table is put beside. */
export interface OtherRun {
  readonly id: string;
  readonly name: string;
}

export interface JoinToolsProps {
  readonly project: string;
  readonly run: string;
  /** At which this key was logged. */
  readonly steps: readonly number[];
  readonly step: number | undefined;
  readonly onStep: (step: number | undefined) => void;
  readonly other: OtherRun | undefined;
  readonly onOther: (other: OtherRun | undefined) => void;
  readonly columns: readonly string[];
  readonly column: string;
  readonly onColumn: (column: string) => void;
}

/** Chooses what a table is joined with, another step or another run, and by which column. */
export function JoinTools(props: JoinToolsProps): ReactNode {
  const { steps, step, onStep, other, columns, column, onColumn } = props;
  return (
    <>
      {steps.length < 2 || other !== undefined ? null : (
        <label className="btn select">
          <span className="k">Join with</span>
          <select
            aria-label="Join with step"
            value={step === undefined ? "" : String(step)}
            onChange={({ target }) => onStep(target.value === "" ? undefined : Number(target.value))}
          >
            <option value="">no other step</option>
            {steps.map((one) => (
              <option key={one} value={String(one)}>
                step {formatStep(one)}
              </option>
            ))}
          </select>
        </label>
      )}
      {step === undefined || other !== undefined ? <RunChoice {...props} /> : null}
      {step === undefined && other === undefined ? null : (
        <label className="btn select">
          <span className="k">by</span>
          <select aria-label="Key column" value={column} onChange={({ target }) => onColumn(target.value)}>
            {columns.map((one, at) => (
              <option key={at} value={one}>
                {one}
              </option>
            ))}
          </select>
        </label>
      )}
    </>
  );
}

function RunChoice({ project, run, other, onOther }: JoinToolsProps): ReactNode {
  const [isOpen, setOpen] = useState(false);
  if (other !== undefined)
    return (
      <button
        type="button"
        className="btn"
        aria-pressed
        title={`Joined with ${other.name}. Click for this run alone.`}
        onClick={() => onOther(undefined)}
      >
        <span className="k">Joined with</span>
        {formatName(other.name, 28)}
        <Icon name="x" />
      </button>
    );
  return (
    <Popover
      label="Join with a run"
      isOpen={isOpen}
      onOpenChange={setOpen}
      align="end"
      trigger={
        <button type="button" className="btn" title="Join with the same table of another run">
          Join with run
        </button>
      }
    >
      <Runs
        project={project}
        run={run}
        onPick={(picked) => {
          onOther(picked);
          setOpen(false);
        }}
      />
    </Popover>
  );
}

interface RunsProps {
  readonly project: string;
  readonly run: string;
  readonly onPick: (run: OtherRun) => void;
}

function Runs({ project, run, onPick }: RunsProps): ReactNode {
  const { client } = useSession();
  const [query, setQuery] = useState("");
  const { data: projects = [] } = useQuery({
    queryKey: queryKeys.projects(),
    queryFn: ({ signal }) => client.projects(signal),
  });
  const runs = useFoundRuns(query, project, projects).filter(({ id }) => id !== run);
  return (
    <Combobox
      label="Find a run by name"
      items={runs.map(({ id, name, color }) => ({
        id,
        name,
        text: name,
        words: id,
        content: (
          <>
            <span className="sw" style={{ "--c": slotColor(color) }} /> {formatName(name, 36)}
          </>
        ),
        title: name,
      }))}
      onQuery={setQuery}
      onPick={onPick}
      empty="No other run has this in its name."
    />
  );
}
