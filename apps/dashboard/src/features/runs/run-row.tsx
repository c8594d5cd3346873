import type { RunRow as Row } from "@stepwell/protocol";
import { Link } from "@tanstack/react-router";
import { memo, type MouseEvent, type ReactNode } from "react";
import { formatValue } from "../../lib/format-value.ts";
import { slotColor } from "../../lib/palette.ts";
import { useValueOf } from "../../lib/use-value.ts";
import { hoveredRun } from "../charts/hover.ts";
import { CutName } from "../shell/cut-name.tsx";
import { Icon } from "../shell/icon.tsx";
import { columnNumber } from "./list-metric.ts";
import { RunColorPopover } from "./run-color-popover.tsx";
import { StatusMark } from "./status-mark.tsx";
import { TagDots } from "./tag-dots.tsx";

export interface RunRowProps {
  readonly run: Row;
  /** Its name, and its id where other runs have the same name. */
  readonly label: string;
  readonly level: number;
  readonly shown: boolean;
  readonly dashed: boolean;
  /** The focus of charts is on it, for as long as nobody lets go. */
  readonly held: boolean;
  readonly pinned: boolean;
  /** What `silenceOf` says of it, ms. */
  readonly silent: number | undefined;
  readonly baseline: boolean;
  /** The keyboard is at it. */
  readonly active: boolean;
  readonly coloring: boolean;
  /** The path of the list's metric. */
  readonly metric: string | undefined;
  readonly onToggle: (run: Row, event: MouseEvent) => void;
  readonly onColored: () => void;
}

/** One run of the list: swatch (show or hide), name (opens the run), state, tags, chosen metric. */
export const RunRow = memo(function RunRow(props: RunRowProps): ReactNode {
  const { run, label, level, shown, dashed, held, silent, pinned, baseline, active, coloring, metric } =
    props;
  const focused = useValueOf(hoveredRun, (id) => id === run.id) || held;
  const value = metric === undefined ? undefined : columnNumber(run.columns, metric);
  const classes = [
    "rr",
    shown ? "" : "off",
    dashed || baseline ? "dash" : "",
    focused ? "f" : "",
    silent === undefined ? "" : "stale",
  ]
    .filter((name) => name !== "")
    .join(" ");
  return (
    <div
      className={classes}
      role="listitem"
      tabIndex={active ? 0 : -1}
      aria-label={label}
      data-run={run.id}
      data-shown={shown}
      style={{ "--c": slotColor(run.color), "--level": level }}
      onPointerEnter={() => hoveredRun.set(shown ? run.id : undefined)}
      onPointerLeave={() => hoveredRun.set(undefined)}
    >
      <RunColorPopover run={run} isOpen={coloring} onClose={props.onColored}>
        <button
          type="button"
          className="e"
          tabIndex={active ? 0 : -1}
          aria-pressed={shown}
          aria-label={`${shown ? "Hide" : "Show"} ${label}`}
          title={`${shown ? "Hide" : "Show"}; with Alt only this run, with Shift a range`}
          onClick={(event) => props.onToggle(run, event)}
        >
          <span className="sw" />
        </button>
      </RunColorPopover>
      <Link
        to="/p/$project/r/$run"
        params={{ project: run.project, run: run.id }}
        className="nm cut"
        aria-label={label}
        tabIndex={active ? 0 : -1}
        title={label}
      >
        <CutName name={label} />
      </Link>
      {baseline ? <span className="base">baseline</span> : null}
      {pinned ? (
        <span className="pinned" title="Pinned">
          <Icon name="pin" />
          <span className="sr">Pinned</span>
        </span>
      ) : null}
      <TagDots tags={run.tags} />
      <StatusMark status={run.state} silent={silent} />
      <span className="mv" title={value === undefined ? undefined : String(value)}>
        {value === undefined ? "" : formatValue(value)}
      </span>
    </div>
  );
});
