import { useEffect, useMemo, useState, type ReactNode } from "react";
import { lastAtOrBefore } from "../../lib/binary-search.ts";
import { formatStep } from "../../lib/format-step.ts";
import { useShortcuts } from "../../lib/use-shortcuts.ts";
import { Icon } from "../shell/icon.tsx";
import { Slider } from "../shell/slider.tsx";

export interface StepBarProps {
  /** Logged steps, rising. */
  readonly steps: readonly number[];
  readonly step: number;
  readonly onStep: (step: number, done: boolean) => void;
}

const playEveryMs = 333;

/** Chooses a step among those that were logged. Space between them does not exist. */
export function StepBar({ steps, step, onStep }: StepBarProps): ReactNode {
  const [playing, setPlaying] = useState(false);
  const at = Math.max(0, lastAtOrBefore(steps, step));
  const last = steps.length - 1;
  const go = (to: number, done = true): void =>
    onStep(steps[Math.min(last, Math.max(0, to))] as number, done);
  const shortcuts = useMemo(
    () => ({
      ArrowLeft: () => go(at - 1),
      ArrowRight: () => go(at + 1),
      "[": () => go(at - 1),
      "]": () => go(at + 1),
      "{": () => go(at - 10),
      "}": () => go(at + 10),
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
  const marks = useMemo(
    () => (steps.length <= 240 ? steps.map((_, place) => (last === 0 ? 0 : place / last)) : []),
    [steps, last],
  );
  return (
    <div className="step" role="group" aria-label="Step">
      <button
        type="button"
        className="btn icon"
        aria-label={playing ? "Stop" : "Play"}
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
        disabled={at === 0}
        onClick={() => go(at - 1)}
      >
        <Icon name="left" />
      </button>
      <button
        type="button"
        className="btn ghost icon"
        aria-label="Next step"
        disabled={at === last}
        onClick={() => go(at + 1)}
      >
        <Icon name="right" />
      </button>
      <span className="now" data-testid="step">
        <b>step {formatStep(steps[at] ?? null)}</b>{" "}
        <span className="badge">
          {at + 1} of {steps.length}
        </span>
      </span>
      <span className="tr">
        <Slider
          label="Logged step"
          min={0}
          max={Math.max(1, last)}
          step={1}
          value={at}
          onInput={(place, done) => go(place, done)}
        />
        {marks.map((share) => (
          <i key={share} className="tk" style={{ left: `calc(7px + (100% - 14px) * ${share})` }} />
        ))}
      </span>
      <span className="keys">
        <kbd>[</kbd> <kbd>]</kbd> step, <kbd>Shift</kbd> for 10
      </span>
    </div>
  );
}
