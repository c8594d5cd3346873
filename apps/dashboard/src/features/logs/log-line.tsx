import type { ConsoleLineView } from "@stepwell/protocol";
import { memo, type ReactNode } from "react";
import { ansiPieces } from "../../lib/ansi.ts";
import { formatClock, formatTimeFull } from "../../lib/format-time.ts";
import { groupDigits } from "../../lib/group-digits.ts";

/** Characters of a line that are shown. */
const longest = 5_000;

export interface LogLineProps {
  /** Undefined until it came. */
  readonly line: ConsoleLineView | undefined;
  /** From 1. */
  readonly number: number;
  readonly marker: RegExp | undefined;
  /** The match that the search stands at. */
  readonly isCurrent: boolean;
  /** The line that the address names. */
  readonly isChosen: boolean;
  /** Undefined where lines are no links. */
  readonly onChoose: ((number: number) => void) | undefined;
}

/** One console line: number, time, text. */
export const LogLine = memo(function LogLine(props: LogLineProps): ReactNode {
  const { line, number, marker, isCurrent, isChosen, onChoose } = props;
  const look = [
    "ln",
    line?.stream === "stderr" ? "e" : "",
    isCurrent ? "cur" : "",
    isChosen ? "chosen" : "",
  ].filter((name) => name !== "");
  const time = line?.time ?? null;
  const text = line?.text ?? "";
  return (
    <div className={look.join(" ")} data-line={number}>
      {onChoose === undefined ? (
        <span className="no" data-no={number} />
      ) : (
        <button
          type="button"
          className="no"
          tabIndex={-1}
          aria-label={`Link to line ${number}`}
          data-no={number}
          onClick={() => onChoose(number)}
        />
      )}
      <span
        className="tm"
        title={time === null ? undefined : formatTimeFull(time)}
        data-tm={time === null ? "" : formatClock(time)}
      />
      <span className="tx">
        {ansiPieces(text.length > longest ? text.slice(0, longest) : text).map((piece, at) => (
          <span key={at} className={piece.look}>
            {marker === undefined ? piece.text : marked(piece.text, marker)}
          </span>
        ))}
        {text.length > longest ? (
          <span className="ad"> … {groupDigits(text.length - longest)} more characters</span>
        ) : null}
      </span>
    </div>
  );
});

function marked(text: string, marker: RegExp): ReactNode[] {
  const pieces: ReactNode[] = [];
  let at = 0;
  for (const match of text.matchAll(marker)) {
    if (match[0] === "" || pieces.length > 400) break;
    pieces.push(text.slice(at, match.index), <mark key={match.index}>{match[0]}</mark>);
    at = match.index + match[0].length;
  }
  return [...pieces, text.slice(at)];
}
