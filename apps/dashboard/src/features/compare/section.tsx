import { type ReactNode, useId } from "react";
import { useValueOf } from "../../lib/use-value.ts";
import { createValueStore } from "../../lib/value-store.ts";
import { Icon } from "../shell/icon.tsx";

/** Sections that are folded, for as long as the page is open. */
const folded = createValueStore<ReadonlySet<string>>(new Set());

export interface SectionProps {
  readonly name: string;
  readonly count?: number;
  readonly columns: number;
  /** Beside the name. */
  readonly actions?: ReactNode;
  /** Rows of the table. */
  readonly children: ReactNode;
}

/** A part of the comparison that can be folded: a body of the table, under its name. */
export function Section({ name, count, columns, actions, children }: SectionProps): ReactNode {
  const isFolded = useValueOf(folded, (set) => set.has(name));
  const id = useId();
  const toggle = (): void => {
    const next = new Set(folded.get());
    if (!next.delete(name)) next.add(name);
    folded.set(next);
  };
  return (
    <tbody id={id} data-section={name}>
      <tr className="cmp-section">
        <th colSpan={columns + 1} scope="rowgroup">
          <span className="cmp-sticky">
            <button
              type="button"
              className="cmp-fold"
              aria-expanded={!isFolded}
              aria-controls={id}
              onClick={toggle}
            >
              <Icon name={isFolded ? "right" : "down"} />
              <h2>{name}</h2>
              {count === undefined ? null : <span className="badge">{count}</span>}
            </button>
            {isFolded ? null : actions}
          </span>
        </th>
      </tr>
      {isFolded ? null : children}
    </tbody>
  );
}

/** What does not stand in columns: as wide as the window, however far the columns are scrolled. */
export function WideRow({
  columns,
  children,
}: {
  readonly columns: number;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <tr className="cmp-wide">
      <td colSpan={columns + 1}>
        <div className="cmp-sticky wide">{children}</div>
      </td>
    </tr>
  );
}
