import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { formatName } from "../../lib/format-name.ts";
import { formatPlural } from "../../lib/format-plural.ts";
import { slotColor } from "../../lib/palette.ts";
import { queryKeys } from "../../lib/query-keys.ts";
import { useFoundRuns } from "../palette/use-found-runs.ts";
import { Combobox } from "../shell/combobox.tsx";
import { Icon } from "../shell/icon.tsx";
import { Popover } from "../shell/popover.tsx";
import { useSession } from "../shell/session-context.ts";
import { showToast } from "../shell/toast.ts";
import { mostCompared } from "./compared-runs.ts";

export interface AddRunsProps {
  readonly project: string;
  readonly ids: readonly string[];
  readonly onChange: (ids: readonly string[]) => void;
}

/** Chooses runs to compare, found by the server as they are typed. */
export function AddRuns({ project, ids, onChange }: AddRunsProps): ReactNode {
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover
      label="Runs to compare"
      align="end"
      isOpen={isOpen}
      onOpenChange={setOpen}
      trigger={
        <button type="button" className="btn">
          <Icon name="plus" />
          Add runs
        </button>
      }
    >
      <RunPicker project={project} ids={ids} onChange={onChange} onDone={() => setOpen(false)} />
    </Popover>
  );
}

function RunPicker({
  project,
  ids,
  onChange,
  onDone,
}: AddRunsProps & { readonly onDone: () => void }): ReactNode {
  const { client } = useSession();
  const [query, setQuery] = useState("");
  const { data: projects = [] } = useQuery({
    queryKey: queryKeys.projects(),
    queryFn: ({ signal }) => client.projects(signal),
  });
  const runs = useFoundRuns(query, project, projects);
  return (
    <Combobox
      label="Find a run by name"
      items={runs.map((run) => ({
        id: run.id,
        text: run.name,
        words: run.id,
        content: (
          <>
            <span className="sw" style={{ "--c": slotColor(run.color) }} /> {formatName(run.name, 36)}
          </>
        ),
        title: run.name,
        hint: run.group === "" ? undefined : formatName(run.group, 16),
      }))}
      picked={new Set(ids)}
      onQuery={setQuery}
      onPick={({ id }) => {
        if (ids.includes(id)) onChange(ids.filter((other) => other !== id));
        else if (ids.length < mostCompared) onChange([...ids, id]);
        else
          showToast({
            text: `${formatPlural(mostCompared, "run")} can be compared at once. Take one away first.`,
          });
      }}
      onDone={onDone}
      empty="No run has this in its name."
      footer="Click or Space adds and takes away. Enter closes."
    />
  );
}
