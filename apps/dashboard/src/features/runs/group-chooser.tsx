import type { RunKeyView } from "@stepwell/protocol";
import { useMemo, type ReactNode } from "react";
import { formatPlural } from "../../lib/format-plural.ts";
import { Combobox } from "../shell/combobox.tsx";
import { Icon } from "../shell/icon.tsx";
import { Popover, PopoverClose } from "../shell/popover.tsx";
import "./choosers.css";

export interface GroupChooserProps {
  readonly known: readonly RunKeyView[];
  readonly groups: readonly string[];
  readonly onChange: (groups: readonly string[]) => void;
}

const most = 3;
const own = ["group", "job", "state", "tags", "host", "sweep"];

/** By which fields the runs are grouped, one inside of the other. */
export function GroupChooser({ known, groups, onChange }: GroupChooserProps): ReactNode {
  const items = useMemo(
    () => [
      ...groups.map((id) => ({ id, text: id, group: "Grouped by" })),
      ...[...known.map(({ path }) => path).filter((path) => path.startsWith("config.")), ...own]
        .filter((id) => !groups.includes(id))
        .map((id) => ({ id, text: id, group: id.startsWith("config.") ? "Config" : "Run" })),
    ],
    [known, groups],
  );
  const says = groups.length === 0 ? "Group runs" : `Grouped by ${groups.join(", ")}`;
  const toggle = (id: string): void =>
    onChange(groups.includes(id) ? groups.filter((group) => group !== id) : [...groups, id].slice(-most));
  return (
    <Popover
      label="Group runs"
      align="end"
      trigger={
        <button
          type="button"
          className="btn icon"
          aria-label={says}
          aria-pressed={groups.length > 0}
          title={says}
        >
          <Icon name="group" />
        </button>
      }
    >
      <Combobox
        label="Group by"
        items={items}
        picked={new Set(groups)}
        onPick={({ id }) => toggle(id)}
        empty="No field matches."
        footer={
          <div className="group-footer">
            <span className="grow dim">
              {formatPlural(groups.length, "level")} of at most {most}
            </span>
            {groups.length === 0 ? null : (
              <PopoverClose className="btn" onClick={() => onChange([])}>
                No groups
              </PopoverClose>
            )}
          </div>
        }
      />
    </Popover>
  );
}
