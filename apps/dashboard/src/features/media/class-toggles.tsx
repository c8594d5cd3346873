import type { ReactNode } from "react";
import { formatPlural } from "../../lib/format-plural.ts";
import { groupDigits } from "../../lib/group-digits.ts";
import { slotColor } from "../../lib/palette.ts";
import { Combobox } from "../shell/combobox.tsx";
import { Popover, PopoverClose } from "../shell/popover.tsx";
import { mostClasses, type MediaClass } from "./class-set.ts";

export interface ClassTogglesProps {
  readonly classes: readonly MediaClass[];
  readonly hidden: ReadonlySet<number>;
  readonly onHidden: (hidden: ReadonlySet<number>) => void;
}

/** Classes that all have a button; of more, the first few have. */
const mostButtons = 12;
const firstButtons = 6;

/** The classes of masks and boxes with their colours; a press leaves one out. Many stand in a list that can be searched. */
export function ClassToggles({ classes, hidden, onHidden }: ClassTogglesProps): ReactNode {
  const isMany = classes.length > mostButtons;
  return (
    <span className="classes" role="group" aria-label="Classes">
      {classes.slice(0, isMany ? firstButtons : mostButtons).map(({ id, name, slot }) => (
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
      {isMany ? <ClassList classes={classes} hidden={hidden} onHidden={onHidden} /> : null}
    </span>
  );
}

function ClassList({ classes, hidden, onHidden }: ClassTogglesProps): ReactNode {
  const shown = classes.filter(({ id }) => !hidden.has(id));
  return (
    <Popover
      label="Classes"
      align="end"
      trigger={
        <button type="button" className="btn" title="Find classes, show them or leave them out">
          {shown.length === classes.length
            ? `All ${groupDigits(classes.length)} classes`
            : `${groupDigits(shown.length)} of ${formatPlural(classes.length, "class", "classes")}`}
        </button>
      }
    >
      <Combobox
        label="Find a class"
        items={classes.map(({ id, name, slot }) => ({
          id: `${id}`,
          text: name,
          content: (
            <>
              <span className="sw" style={{ "--c": slotColor(slot) }} /> {name}
            </>
          ),
          hint: id,
        }))}
        picked={new Set(shown.map(({ id }) => `${id}`))}
        empty="No class has this name."
        {...(classes.length < mostClasses
          ? {}
          : {
              header: (
                <span className="dim">
                  The first {groupDigits(mostClasses)} classes; others are always drawn
                </span>
              ),
            })}
        onPick={(item) => onHidden(toggled(hidden, Number(item.id)))}
        footer={
          <>
            <button
              type="button"
              className="btn ghost"
              onClick={() => onHidden(new Set(shown.length === 0 ? [] : classes.map(({ id }) => id)))}
            >
              {shown.length === 0 ? "Show all" : "Hide all"}
            </button>
            {shown.length > 0 && shown.length < classes.length ? (
              <button type="button" className="btn ghost" onClick={() => onHidden(new Set())}>
                Show all
              </button>
            ) : null}
            <PopoverClose className="btn">Done</PopoverClose>
          </>
        }
      />
    </Popover>
  );
}

function toggled(set: ReadonlySet<number>, item: number): ReadonlySet<number> {
  const next = new Set(set);
  if (!next.delete(item)) next.add(item);
  return next;
}
