import type { ReactNode } from "react";
import { formatPlural } from "../../lib/format-plural.ts";
import { groupDigits } from "../../lib/group-digits.ts";
import { FilterField } from "../shell/filter-field.tsx";
import { Icon } from "../shell/icon.tsx";
import { GoToField, type GoToFieldProps } from "./go-to-field.tsx";
import type { LogCondition, LogStream } from "./log-condition.ts";

export interface LogToolbarProps extends GoToFieldProps {
  readonly condition: LogCondition;
  readonly onCondition: (condition: LogCondition) => void;
  readonly found: number;
  /** Place of the match that the search stands at, or −1. */
  readonly at: number;
  readonly isSearching: boolean;
  /** There are more matches than are kept. */
  readonly isCut: boolean;
  /** Why the search failed. */
  readonly problem: string | undefined;
  readonly onlyMatches: boolean;
  readonly onOnlyMatches: (only: boolean) => void;
  readonly onNext: (by: 1 | -1) => void;
  /** Lines of stderr; undefined while nobody has counted them. */
  readonly errors: number | undefined;
  readonly total: number;
  readonly wrap: boolean;
  readonly onWrap: (wrap: boolean) => void;
  readonly isLive: boolean;
  readonly follow: boolean;
  readonly onFollow: (follow: boolean) => void;
  readonly downloadUrl: string;
}

const streams: readonly LogStream[] = ["all", "stdout", "stderr"];

/** Search, stream, wrapping, going somewhere, following. */
export function LogToolbar(props: LogToolbarProps): ReactNode {
  const { condition, onCondition, problem, errors, total, wrap, onWrap, isLive, follow, onFollow } = props;
  return (
    <div className="tool" role="toolbar" aria-label="Log">
      <FilterField
        label="Search"
        shortcut="/"
        value={condition.text}
        problem={problem}
        onChange={(text) => onCondition({ ...condition, text })}
      />
      <button
        type="button"
        className="btn icon mono"
        aria-label="Regular expression"
        aria-pressed={condition.isPattern}
        title="The text is a regular expression"
        onClick={() => onCondition({ ...condition, isPattern: !condition.isPattern })}
      >
        .*
      </button>
      {condition.text.trim() === "" ? null : <Found {...props} />}
      <div className="seg" role="group" aria-label="Stream">
        {streams.map((stream) => (
          <button
            key={stream}
            type="button"
            aria-pressed={condition.stream === stream}
            title={stream === "stderr" && errors === undefined ? "Counted when you choose it" : undefined}
            onClick={() => onCondition({ ...condition, stream })}
          >
            {stream === "all" ? "All" : stream}
            {stream === "stderr" && errors !== undefined && errors > 0 ? (
              <span className="badge">{groupDigits(errors)}</span>
            ) : null}
          </button>
        ))}
      </div>
      <button type="button" className="btn" aria-pressed={wrap} onClick={() => onWrap(!wrap)}>
        <Icon name="wrap" />
        Wrap
      </button>
      <GoToField startedAt={props.startedAt} onGo={props.onGo} />
      <span className="grow" />
      <span className="badge">{formatPlural(total, "line")}</span>
      <button
        type="button"
        className="btn"
        aria-pressed={follow}
        title="Stay at the end (End)"
        onClick={() => onFollow(!follow)}
      >
        {isLive ? <span className="live-dot" /> : null}
        Follow
      </button>
      <a
        className="btn icon"
        href={props.downloadUrl}
        download
        aria-label="Download the log"
        title="Download the log"
      >
        <Icon name="download" />
      </a>
    </div>
  );
}

function Found(props: LogToolbarProps): ReactNode {
  const { found, at, isSearching, isCut, problem, onNext, onlyMatches, onOnlyMatches } = props;
  const count = `${groupDigits(found)}${isCut ? "+" : ""}`;
  const text =
    problem === undefined
      ? found === 0
        ? isSearching
          ? "searching"
          : "no match"
        : `${groupDigits(at + 1)} of ${count}${isSearching ? "\u2026" : ""}`
      : "not a pattern";
  return (
    <>
      <span className={problem === undefined ? "badge" : "chip"} role="status" title={problem}>
        {text}
      </span>
      <button
        type="button"
        className="btn icon"
        aria-label="Previous match"
        title="Previous match (Shift N)"
        disabled={found === 0}
        onClick={() => onNext(-1)}
      >
        <Icon name="up" />
      </button>
      <button
        type="button"
        className="btn icon"
        aria-label="Next match"
        title="Next match (N)"
        disabled={found === 0}
        onClick={() => onNext(1)}
      >
        <Icon name="down" />
      </button>
      <button
        type="button"
        className="btn"
        aria-pressed={onlyMatches}
        onClick={() => onOnlyMatches(!onlyMatches)}
      >
        Only matches
      </button>
    </>
  );
}
