import { useMemo, useRef, type ReactNode } from "react";
import { useElementSize } from "../../lib/use-element-size.ts";
import { Slider } from "../shell/slider.tsx";

export interface StepTrackProps {
  readonly steps: readonly number[];
  readonly at: number;
  readonly onStep: (at: number, done: boolean) => void;
}

const ends = 7;
const nearest = 4;

/** A slider over the logged steps, with a mark at each, at most one every four pixels. */
export function StepTrack({ steps, at, onStep }: StepTrackProps): ReactNode {
  const track = useRef<HTMLSpanElement>(null);
  const width = useElementSize(track)?.width ?? 0;
  const last = steps.length - 1;
  const marks = useMemo(() => {
    const room = Math.max(1, Math.floor((width - 2 * ends) / nearest));
    const every = Math.max(1, Math.ceil(last / room));
    return width === 0
      ? []
      : steps.flatMap((_, place) =>
          place % every === 0 || place === last ? [last === 0 ? 0 : place / last] : [],
        );
  }, [steps, last, width]);
  return (
    <span className="tr" ref={track}>
      <Slider label="Logged step" min={0} max={Math.max(1, last)} step={1} value={at} onInput={onStep} />
      {marks.map((share) => (
        <i
          key={share}
          className="tk"
          style={{ left: `calc(${ends}px + (100% - ${2 * ends}px) * ${share})` }}
        />
      ))}
    </span>
  );
}
