import type { RunView } from "@stepwell/protocol";
import { Link } from "@tanstack/react-router";
import { memo, type MouseEvent, type ReactNode } from "react";
import { formatName } from "../../lib/format-name.ts";
import { formatValue } from "../../lib/format-value.ts";
import { slotColor } from "../../lib/palette.ts";
import { useValueOf } from "../../lib/use-value.ts";
import { hoveredRun } from "../charts/hover.ts";
import { StatusMark } from "./status-mark.tsx";

export interface RunRowProps {
  readonly run: RunView;
  /** Its name, and its id where other runs have the same name. */
  readonly label: string;
  readonly shown: boolean;
  readonly dashed: boolean;
  readonly pinned: boolean;
  /** The chosen metric; undefined when the run has none. */
  readonly value: number | undefined;
  readonly onToggle: (run: RunView, event: MouseEvent) => void;
  readonly onPick?: () => void;
}

/** One run of the list: swatch (show or hide), name (opens the run), state, chosen metric. */
export const RunRow = memo(function RunRow({
  run,
  label,
  shown,
  dashed,
  pinned,
  value,
  onToggle,
  onPick,
}: RunRowProps): ReactNode {
  const focused = useValueOf(hoveredRun, (id) => id === run.id) || pinned;
  const classes = ["rr", shown ? "" : "off", dashed ? "dash" : "", focused ? "f" : ""]
    .filter((name) => name !== "")
    .join(" ");
  return (
    <div
      className={classes}
      role="listitem"
      data-run={run.id}
      data-shown={shown}
      style={{ "--c": slotColor(run.color) }}
      onPointerEnter={() => hoveredRun.set(shown ? run.id : undefined)}
      onPointerLeave={() => hoveredRun.set(undefined)}
    >
      <button
        type="button"
        className="e"
        aria-pressed={shown}
        aria-label={`${shown ? "Hide" : "Show"} ${label}`}
        title={`${shown ? "Hide" : "Show"}; with Alt only this run`}
        onClick={(event) => onToggle(run, event)}
      >
        <span className="sw" />
      </button>
      <Link
        to="/p/$project/r/$run"
        params={{ project: run.project, run: run.id }}
        className="nm"
        title={label}
        {...(onPick === undefined ? {} : { onClick: onPick })}
      >
        {formatName(label, 34)}
      </Link>
      <StatusMark status={run.status} />
      <span className="mv">{value === undefined ? "" : formatValue(value)}</span>
    </div>
  );
});
