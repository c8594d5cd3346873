import type { ReactNode } from "react";
import { Icon } from "../shell/icon.tsx";
import { Popover } from "../shell/popover.tsx";

export interface ColumnMenuProps {
  readonly columns: readonly string[];
  readonly hidden: ReadonlySet<string>;
  readonly onHidden: (hidden: ReadonlySet<string>) => void;
}

/** Which columns are shown. */
export function ColumnMenu({ columns, hidden, onHidden }: ColumnMenuProps): ReactNode {
  return (
    <Popover
      label="Columns"
      align="end"
      className="column-menu"
      trigger={
        <button type="button" className="btn">
          <Icon name="table" />
          Columns
          {hidden.size === 0 ? null : <span className="badge">{hidden.size} hidden</span>}
        </button>
      }
    >
      {columns.map((name, at) => (
        <label key={at}>
          <input
            type="checkbox"
            checked={!hidden.has(name)}
            onChange={() => {
              const next = new Set(hidden);
              if (!next.delete(name)) next.add(name);
              onHidden(next);
            }}
          />
          <span className="ell">{name}</span>
        </label>
      ))}
    </Popover>
  );
}
