import type { RunKeyView } from "@stepwell/protocol";
import { useMemo, type ReactNode } from "react";
import { formatPlural } from "../../lib/format-plural.ts";
import { Combobox } from "../shell/combobox.tsx";
import { PopoverClose } from "../shell/popover.tsx";

export interface GroupKeysProps {
  readonly known: readonly RunKeyView[];
  readonly groups: readonly string[];
  readonly onChange: (groups: readonly string[]) => void;
}

const most = 3;
const own = ["group", "job", "state", "tags", "host", "sweep"];

/** The fields that runs can be grouped by; comes when they are first chosen from. */
export function GroupKeys({ known, groups, onChange }: GroupKeysProps): ReactNode {
  const items = useMemo(
    () => [
      ...groups.map((id) => ({ id, text: id, group: "Grouped by" })),
      ...[...known.map(({ path }) => path).filter((path) => path.startsWith("config.")), ...own]
        .filter((id) => !groups.includes(id))
        .map((id) => ({ id, text: id, group: id.startsWith("config.") ? "Config" : "Run" })),
    ],
    [known, groups],
  );
  const toggle = (id: string): void =>
    onChange(groups.includes(id) ? groups.filter((group) => group !== id) : [...groups, id].slice(-most));
  return (
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
  );
}
