import type { ReactNode } from "react";
import { groupDigits } from "../../lib/group-digits.ts";
import { Icon } from "../shell/icon.tsx";
import type { ShownSection } from "./filter-sections.ts";

export interface SectionHeadProps {
  readonly section: ShownSection;
  readonly onToggle: (section: ShownSection) => void;
  /** At its right end. */
  readonly menu?: ReactNode;
}

/** The name of a section with the number of its panels; a click opens or closes it. */
export function SectionHead({ section, onToggle, menu }: SectionHeadProps): ReactNode {
  const { name, panels, total, isOpen } = section;
  const count =
    panels.length === total ? groupDigits(total) : `${groupDigits(panels.length)} of ${groupDigits(total)}`;
  return (
    <div className="sh" data-section={name}>
      <button type="button" className="t" aria-expanded={isOpen} onClick={() => onToggle(section)}>
        <Icon name={isOpen ? "down" : "right"} />
        <h2>{name}</h2>
        <span className="badge">{count}</span>
      </button>
      <span className="grow" />
      {menu}
    </div>
  );
}
