import type { MouseEvent, ReactNode } from "react";
import { formatName } from "../../lib/format-name.ts";
import { formatSpread } from "../../lib/format-spread.ts";
import { formatValue } from "../../lib/format-value.ts";
import { groupDigits } from "../../lib/group-digits.ts";
import { slotColor } from "../../lib/palette.ts";
import { Icon } from "../shell/icon.tsx";
import type { GroupNode } from "./group-tree.ts";
import { groupText } from "./use-run-groups.ts";

export interface GroupRowProps {
  readonly node: GroupNode;
  /** Slot of the palette; undefined where further groups have the colours. */
  readonly color: number | undefined;
  /** How many of its lines are drawn: all, some or none. */
  readonly shown: "all" | "some" | "none";
  readonly isOpen: boolean;
  readonly active: boolean;
  /** Standard deviation of the metric, where all of its runs were read. */
  readonly deviation: number | undefined;
  readonly onToggle: (node: GroupNode, event: MouseEvent) => void;
  readonly onOpen: (node: GroupNode) => void;
}

/** Runs that share a value: its eye draws their mean as one line, its caret shows them. */
export function GroupRow(props: GroupRowProps): ReactNode {
  const { node, color, shown, isOpen, active, deviation, onToggle, onOpen } = props;
  const field = node.field.replace(/^(?:config|summary)\./, "");
  const value = groupText(node.value);
  const mean = Number.isNaN(node.mean) ? "" : formatValue(node.mean);
  return (
    <div
      className={`rr gr${shown === "none" ? " off" : ""}${shown === "some" ? " some" : ""}`}
      role="listitem"
      tabIndex={active ? 0 : -1}
      aria-label={`${field} ${value}`}
      data-group={node.id}
      style={{ "--c": color === undefined ? "var(--ink-3)" : slotColor(color), "--level": node.level }}
    >
      <button
        type="button"
        className="e"
        tabIndex={active ? 0 : -1}
        aria-pressed={shown === "some" ? "mixed" : shown === "all"}
        aria-label={`${shown === "none" ? "Show" : "Hide"} ${field} ${value}`}
        title={`${shown === "none" ? "Show" : "Hide"} the mean of its runs`}
        onClick={(event) => onToggle(node, event)}
      >
        <span className="sw" />
      </button>
      <button
        type="button"
        className="gn"
        tabIndex={active ? 0 : -1}
        aria-expanded={isOpen}
        title={`${node.field} ${value}`}
        onClick={() => onOpen(node)}
      >
        <Icon name={isOpen ? "down" : "right"} />
        <span className="dim gf">{field}</span>
        <b>{formatName(value, 24)}</b>
        <span className="dim gc">{groupDigits(node.runs)}</span>
      </button>
      <span className="mv" title={mean === "" ? undefined : "mean ± standard deviation of a sample"}>
        {mean}
        {mean === "" || deviation === undefined ? null : (
          <span className="dim">{` ± ${formatSpread(deviation, node.mean)}`}</span>
        )}
      </span>
    </div>
  );
}
