import type { ReactNode } from "react";
import { slotColor } from "../../lib/palette.ts";
import type { MediaClass } from "./class-set.ts";

export interface ClassTogglesProps {
  readonly classes: readonly MediaClass[];
  readonly hidden: ReadonlySet<number>;
  readonly onHidden: (hidden: ReadonlySet<number>) => void;
}

const mostToggles = 24;

/** The classes of masks and boxes with their colours; a press leaves one out. */
export function ClassToggles({ classes, hidden, onHidden }: ClassTogglesProps): ReactNode {
  return (
    <span className="classes" role="group" aria-label="Classes">
      {classes.slice(0, mostToggles).map(({ id, name, slot }) => (
        <button
          key={id}
          type="button"
          className="btn"
          aria-pressed={!hidden.has(id)}
          title={name}
          onClick={() => onHidden(toggled(hidden, id))}
        >
          <span className="sw" style={{ "--c": slotColor(slot) }} />
          <span className="ell">{name}</span>
        </button>
      ))}
    </span>
  );
}

function toggled(set: ReadonlySet<number>, item: number): ReadonlySet<number> {
  const next = new Set(set);
  if (!next.delete(item)) next.add(item);
  return next;
}
