import type { ConsoleLineView } from "@stepwell/protocol";
import { memo, type ReactNode } from "react";
import { ansiPieces } from "../../lib/ansi.ts";
import { formatClock, formatTimeFull } from "../../lib/format-time.ts";

export interface LogLineProps {
  readonly line: ConsoleLineView;
  readonly number: number;
  /** Text to mark, lower case; "" for none. */
  readonly mark: string;
  readonly current: boolean;
}

/** One console line: number, time, text. */
export const LogLine = memo(function LogLine({ line, number, mark, current }: LogLineProps): ReactNode {
  return (
    <div className={`ln ${line.stream === "stderr" ? "e" : ""} ${current ? "cur" : ""}`} data-line={number}>
      <span className="no">{number}</span>
      <span className="tm" title={line.time === null ? undefined : formatTimeFull(line.time)}>
        {line.time === null ? "" : formatClock(line.time)}
      </span>
      <span className="tx">
        {ansiPieces(line.text).map(({ text, look }, at) => (
          <span key={at} className={look}>
            {mark === "" ? text : marked(text, mark)}
          </span>
        ))}
      </span>
    </div>
  );
});

function marked(text: string, mark: string): ReactNode[] {
  const lower = text.toLowerCase();
  const pieces: ReactNode[] = [];
  let at = 0;
  for (let hit = lower.indexOf(mark); hit !== -1 && pieces.length < 400; hit = lower.indexOf(mark, at)) {
    pieces.push(text.slice(at, hit), <mark key={hit}>{text.slice(hit, hit + mark.length)}</mark>);
    at = hit + mark.length;
  }
  return [...pieces, text.slice(at)];
}
