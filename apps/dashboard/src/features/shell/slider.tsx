import type { ReactNode } from "react";

export interface SliderProps {
  readonly label: string;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly value: number;
  /** `done` is true once, when the user let go. */
  readonly onInput: (value: number, done: boolean) => void;
}

/** A range input with its filled part drawn. */
export function Slider({ label, min, max, step, value, onInput }: SliderProps): ReactNode {
  const filled = `${max > min ? ((value - min) / (max - min)) * 100 : 0}%`;
  const done = (event: { currentTarget: HTMLInputElement }): void =>
    onInput(Number(event.currentTarget.value), true);
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
      onKeyUp={done}
    />
  );
}
