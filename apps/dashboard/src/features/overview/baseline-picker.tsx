import type { RunView } from "@stepwell/protocol";
import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { queryKeys } from "../../lib/query-keys.ts";
import { Combobox } from "../shell/combobox.tsx";
import { Icon } from "../shell/icon.tsx";
import { Popover } from "../shell/popover.tsx";
import { useSession } from "../shell/session-context.ts";
import { setBaseline } from "./baselines.ts";

export interface BaselinePickerProps {
  readonly run: RunView;
  /** The name of the run that it is compared with. */
  readonly chosen: string | undefined;
}

/** Shows only what differs from another run. */
export function BaselinePicker({ run, chosen }: BaselinePickerProps): ReactNode {
  const [isOpen, setOpen] = useState(false);
  if (chosen !== undefined)
    return (
      <button
        type="button"
        className="btn small"
        aria-pressed
        title="Show all again"
        onClick={() => setBaseline(run.project, undefined)}
      >
        <span className="ell">changed from {chosen}</span>
        <Icon name="x" />
      </button>
    );
  return (
    <Popover
      label="Compare with a run"
      isOpen={isOpen}
      onOpenChange={setOpen}
      align="end"
      trigger={
        <button type="button" className="btn ghost small">
          Only changed
        </button>
      }
    >
      <Runs
        run={run}
        onPick={(id) => {
          setBaseline(run.project, id);
          setOpen(false);
        }}
      />
    </Popover>
  );
}

function Runs({ run, onPick }: { readonly run: RunView; readonly onPick: (id: string) => void }): ReactNode {
  const { client } = useSession();
  const { data } = useQuery({
    queryKey: queryKeys.runNames(run.project),
    queryFn: async ({ signal }) => (await client.runTable(run.project, { pageSize: 1_000, signal })).runs,
    staleTime: 15_000,
  });
  const items = (data ?? [])
    .filter(({ id }) => id !== run.id)
    .map(({ id, name }) => ({ id, text: name, hint: name === id ? "" : id }));
  return (
    <Combobox
      label="Changed from which run"
      items={items}
      onPick={({ id }) => onPick(id)}
      empty={data === undefined ? "Loading" : "No other run has such a name."}
    />
  );
}
