import { useEffect, useMemo, useState, type ReactNode } from "react";
import { lastAtOrBefore } from "../../lib/binary-search.ts";
import { formatStep } from "../../lib/format-step.ts";
import { formatValue } from "../../lib/format-value.ts";
import { useShortcuts } from "../../lib/use-shortcuts.ts";
import { Icon } from "../shell/icon.tsx";
import "./media.css";
import { StepField } from "./step-field.tsx";
import { StepTrack } from "./step-track.tsx";

export interface StepBarProps {
  /** Logged steps, rising. */
  readonly steps: readonly number[];
  readonly step: number;
  readonly onStep: (step: number, done: boolean) => void;
  /** Of the step, where it is known. */
  readonly epoch?: number | undefined;
}

const playEveryMs = 333;

/** Chooses a step among those that were logged. Space between them does not exist. */
export function StepBar({ steps, step, onStep, epoch }: StepBarProps): ReactNode {
  const [playing, setPlaying] = useState(false);
  const at = Math.max(0, lastAtOrBefore(steps, step));
  const last = steps.length - 1;
  const go = (to: number, done = true): void =>
    onStep(steps[Math.min(last, Math.max(0, to))] as number, done);
  const shortcuts = useMemo(
    () => ({
      "[": () => go(at - 1),
      "]": () => go(at + 1),
      "{": () => go(at - 10),
      "}": () => go(at + 10),
      "Ctrl+ArrowLeft": () => go(at - 1),
      "Ctrl+ArrowRight": () => go(at + 1),
      ArrowLeft: () => go(at - 1),
      ArrowRight: () => go(at + 1),
      Home: () => go(0),
      End: () => go(last),
    }),
    [at, last, steps, onStep],
  );
  useShortcuts(shortcuts);
  useEffect(() => {
    if (!playing) return undefined;
    if (at >= last) {
      setPlaying(false);
      return undefined;
    }
    const timer = setTimeout(() => go(at + 1), playEveryMs);
    return () => clearTimeout(timer);
  }, [playing, at, last]);
  return (
    <div className="step" role="group" aria-label="Step">
      <button
        type="button"
        className="btn icon"
        aria-label={playing ? "Stop" : "Play"}
        title={playing ? "Stop" : "Play, 3 steps a second"}
        onClick={() => {
          if (!playing && at >= last) go(0);
          setPlaying(!playing);
        }}
      >
        <Icon name={playing ? "pause" : "play"} />
      </button>
      <button
        type="button"
        className="btn ghost icon"
        aria-label="Previous step"
        title="Previous step ([)"
        disabled={at === 0}
        onClick={() => go(at - 1)}
      >
        <Icon name="left" />
      </button>
      <button
        type="button"
        className="btn ghost icon"
        aria-label="Next step"
        title="Next step (])"
        disabled={at === last}
        onClick={() => go(at + 1)}
      >
        <Icon name="right" />
      </button>
      <span className="now" data-testid="step">
        <b>step {formatStep(steps[at] ?? null)}</b>{" "}
        <span className="badge">
          {at + 1} of {steps.length}
          {epoch === undefined ? "" : `, epoch ${formatValue(epoch)}`}
        </span>
      </span>
      <StepTrack steps={steps} at={at} onStep={go} />
      <StepField steps={steps} onStep={(to) => onStep(to, true)} />
      <span className="keys">
        <kbd>[</kbd> <kbd>]</kbd> step, <kbd>Shift</kbd> for 10
      </span>
    </div>
  );
}
