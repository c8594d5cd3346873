import { useMemo, useState, type ReactNode } from "react";
import { fuzzyMatcher } from "../../lib/fuzzy-match.ts";
import { activeShortcuts } from "../../lib/use-shortcuts.ts";
import { isActiveKey } from "./active-keys.ts";
import { Dialog } from "./dialog.tsx";
import { FilterField } from "./filter-field.tsx";
import { keyList } from "./key-list.ts";

export interface KeySheetProps {
  readonly onClose: () => void;
}

/** The sheet of keys that work on this page; what they are is in `key-list.ts`. */
export function KeySheet({ onClose }: KeySheetProps): ReactNode {
  const [filter, setFilter] = useState("");
  // What works is what worked when the sheet was opened: the sheet itself has other keys.
  const [groups] = useState(() => {
    const active = {
      names: activeShortcuts(),
      has: (selector: string) => document.querySelector(selector) !== null,
    };
    return keyList.map(({ group, lines }) => ({
      group,
      lines: lines.filter((line) => isActiveKey(line, active)),
    }));
  });
  const shown = useMemo(() => {
    const matches = fuzzyMatcher(filter);
    return groups
      .map(({ group, lines }) => ({
        group,
        lines: lines.filter(({ keys, does }) => matches(`${keys} ${does}`)),
      }))
      .filter(({ lines }) => lines.length > 0);
  }, [groups, filter]);
  return (
    <Dialog title="Keyboard" className="key-sheet" onClose={onClose}>
      <FilterField label="Filter keys" value={filter} onChange={setFilter} />
      {shown.length === 0 ? <p className="dim">No key matches.</p> : null}
      <div className="key-groups">
        {shown.map(({ group, lines }) => (
          <section key={group} aria-label={group}>
            <h3>{group}</h3>
            <dl>
              {lines.map(({ keys, does }) => (
                <div key={keys}>
                  <dt>
                    {keys.split(", ").map((key) => (
                      <kbd key={key}>{key}</kbd>
                    ))}
                  </dt>
                  <dd>{does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
