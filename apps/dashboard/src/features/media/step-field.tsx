import { useState, type ReactNode } from "react";
import { lastAtOrBefore } from "../../lib/binary-search.ts";

export interface StepFieldProps {
  /** Logged steps, rising. */
  readonly steps: readonly number[];
  readonly onStep: (step: number) => void;
}

/** A field that takes a step: what is typed leads to the logged one at or before it. */
export function StepField({ steps, onStep }: StepFieldProps): ReactNode {
  const [typed, setTyped] = useState<string>();
  const take = (): void => {
    const wanted = Number((typed ?? "").replaceAll(/[,\s]/g, ""));
    const step = steps[Math.max(0, lastAtOrBefore(steps, wanted))];
    if (typed !== undefined && typed.trim() !== "" && Number.isFinite(wanted) && step !== undefined)
      onStep(step);
    setTyped(undefined);
  };
  return (
    <label className="field to">
      <input
        type="text"
        inputMode="numeric"
        aria-label="Go to step"
        placeholder="Go to"
        value={typed ?? ""}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={take}
        onKeyDown={(event) => {
          if (event.key === "Enter") take();
          if (event.key !== "Escape" || typed === undefined) return;
          setTyped(undefined);
          event.stopPropagation();
        }}
      />
    </label>
  );
}
