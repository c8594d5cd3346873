import type { KeyboardEvent, ReactNode } from "react";

export interface SliderProps {
  readonly label: string;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly value: number;
  /** What a double click sets. */
  readonly usual?: number;
  /** `done` is true once, when the user let go. */
  readonly onInput: (value: number, done: boolean) => void;
}

const directions: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
};
/** Steps of an arrow with Shift. */
const farSteps = 10;

/** A range input with its filled part drawn. Arrows go a step, with Shift ten. */
export function Slider({ label, min, max, step, value, usual, onInput }: SliderProps): ReactNode {
  const filled = `${max > min ? ((value - min) / (max - min)) * 100 : 0}%`;
  const done = (event: { currentTarget: HTMLInputElement }): void =>
    onInput(Number(event.currentTarget.value), true);
  const stepFar = (event: KeyboardEvent): void => {
    const direction = event.shiftKey ? directions[event.key] : undefined;
    if (direction === undefined) return;
    event.preventDefault();
    const next = Number((value + direction * farSteps * step).toPrecision(12));
    onInput(Math.min(max, Math.max(min, next)), false);
  };

  return (
    <input
      type="range"
      aria-label={label}
      min={min}
      max={max}
      step={step}
      value={value}
      style={{ "--p": filled }}
      onChange={(event) => onInput(Number(event.target.value), false)}
      onPointerUp={done}
      onKeyDown={stepFar}
      onKeyUp={done}
      onDoubleClick={usual === undefined ? undefined : () => onInput(usual, true)}
    />
  );
}
