import type { ReactNode } from "react";
import { Icon } from "../shell/icon.tsx";
import { createLazyPart } from "../shell/lazy-part.tsx";
import { Popover } from "../shell/popover.tsx";
import "./choosers.css";
import type { GroupKeysProps } from "./group-keys.tsx";

/** By which fields the runs are grouped, one inside of the other. */
export function GroupChooser({ known, groups, onChange }: GroupKeysProps): ReactNode {
  const says = groups.length === 0 ? "Group runs" : `Grouped by ${groups.join(", ")}`;
  lazyGroups.usePrefetch();
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
      <lazyGroups.Part known={known} groups={groups} onChange={onChange} />
    </Popover>
  );
}

const lazyGroups = createLazyPart<GroupKeysProps>(async () => (await import("./group-keys.tsx")).GroupKeys);
