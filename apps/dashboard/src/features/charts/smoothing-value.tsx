import { useState, type ReactNode } from "react";
import { formatWeight } from "../../lib/format-weight.ts";
import { decodeSmoothing, type Smoothing } from "../../lib/smoothing.ts";

export interface SmoothingValueProps {
  readonly smoothing: Smoothing;
  readonly onChange: (smoothing: Smoothing) => void;
}

/** How much lines are smoothed, as a number that can be typed: Enter or leaving takes it, Escape does not. */
export function SmoothingValue({ smoothing, onChange }: SmoothingValueProps): ReactNode {
  const [draft, setDraft] = useState<string>();
  const text = amountText(smoothing);

  function take(): void {
    const typed = draft?.trim().replace(",", ".") ?? text;
    const next = typed === text ? undefined : decodeSmoothing(`${smoothing.kind}:${typed}`);
    setDraft(undefined);
    if (next !== undefined) onChange(next);
  }

  return (
    <input
      className="smooth-value"
      type="text"
      inputMode="decimal"
      autoComplete="off"
      aria-label="Amount of smoothing"
      value={draft ?? text}
      onFocus={({ currentTarget }) => currentTarget.select()}
      onChange={({ currentTarget }) => setDraft(currentTarget.value)}
      onBlur={take}
      onKeyDown={(event) => {
        if (event.key === "Enter") take();
        if (event.key !== "Escape") return;
        event.stopPropagation();
        setDraft(undefined);
      }}
    />
  );
}

function amountText(smoothing: Smoothing): string {
  if (smoothing.kind === "ema") return formatWeight(smoothing.weight);
  return String(smoothing.kind === "gauss" ? smoothing.sigma : smoothing.points);
}
