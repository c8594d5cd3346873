import { useState, type ReactNode } from "react";
import { Popover } from "../shell/popover.tsx";
import { findMoment, type Moment } from "./find-moment.ts";

export interface GoToFieldProps {
  /** When the run began, ms. */
  readonly startedAt: number;
  /** Goes there; resolves with what is wrong, or undefined when it went. */
  readonly onGo: (moment: Moment) => Promise<string | undefined>;
}

/** Leads to a line, a step or a time of the log. */
export function GoToField({ startedAt, onGo }: GoToFieldProps): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const [text, setText] = useState("");
  const [problem, setProblem] = useState<string>();
  const go = async (): Promise<void> => {
    const moment = findMoment(text, startedAt);
    const wrong =
      moment === undefined
        ? `"${text}" is no line, step or time. Write it as one of these.`
        : await onGo(moment);
    setProblem(wrong);
    if (wrong === undefined) setOpen(false);
  };
  return (
    <Popover
      label="Go to a time or step"
      isOpen={isOpen}
      onOpenChange={(next) => {
        setOpen(next);
        setProblem(undefined);
      }}
      className="go-to"
      trigger={
        <button type="button" className="btn">
          <span className="k">Go to</span>
          <b>time or step</b>
        </button>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void go();
        }}
      >
        <label className="field" data-bad={problem !== undefined}>
          <input
            aria-label="Time, step or line"
            aria-invalid={problem !== undefined}
            placeholder="14:02:03"
            autoFocus
            value={text}
            spellCheck={false}
            onChange={(event) => setText(event.target.value)}
          />
        </label>
        <button type="submit" className="btn primary" disabled={text.trim() === ""}>
          Go
        </button>
      </form>
      <p className={problem === undefined ? "dim" : "bad"} role="status">
        {problem ?? "14:02:03, 2026-11-14 14:02, +5 min, step 1,200 or line 214"}
      </p>
    </Popover>
  );
}
