import type { ReactNode } from "react";
import { formatDuration } from "../../lib/format-duration.ts";
import { keyText } from "../../lib/format-key.ts";
import { formatStep } from "../../lib/format-step.ts";
import { formatClock } from "../../lib/format-time.ts";
import { formatValue } from "../../lib/format-value.ts";
import { formatWeight } from "../../lib/format-weight.ts";
import { matcherProblem } from "../../lib/fuzzy-match.ts";
import type { XAxis } from "../../lib/view-state.ts";
import type { ZoomRange, Zooms } from "../../lib/zooms.ts";
import { FilterField } from "../shell/filter-field.tsx";
import { Icon } from "../shell/icon.tsx";
import { Slider } from "../shell/slider.tsx";

export interface ChartToolbarProps {
  readonly filter: string;
  readonly onFilter: (filter: string) => void;
  readonly x: XAxis;
  readonly axes: readonly XAxis[];
  readonly onX: (x: XAxis) => void;
  readonly smoothing: number;
  /** While dragging, and once at release. */
  readonly onSmoothing: (weight: number, done: boolean) => void;
  readonly clip: boolean;
  readonly onClip: (clip: boolean) => void;
  readonly zooms: Zooms;
  readonly onReset: () => void;
}

const axisNames: Record<XAxis, string> = { step: "Step", wall: "Time", runtime: "Relative" };

/** The settings that all charts share; each shows its value in place. */
export function ChartToolbar(props: ChartToolbarProps): ReactNode {
  const { filter, onFilter, x, axes, onX, smoothing, onSmoothing, clip, onClip, zooms, onReset } = props;
  return (
    <div className="tool" role="toolbar" aria-label="Chart settings">
      <FilterField
        label="Filter metrics"
        shortcut="/"
        value={filter}
        problem={matcherProblem(filter)}
        onChange={onFilter}
      />
      <label className="btn select" title={x === "runtime" ? "Seconds that the process has run" : undefined}>
        <span className="k">x</span>
        <select aria-label="x axis" value={x} onChange={(event) => onX(event.target.value as XAxis)}>
          {axes.map((axis) => (
            <option key={axis} value={axis}>
              {axisNames[axis]}
            </option>
          ))}
        </select>
        <Icon name="down" />
      </label>
      <div className="btn smooth">
        <span className="k">Smooth</span>
        <Slider
          label="Smoothing"
          min={0}
          max={0.99}
          step={0.01}
          value={Math.min(0.99, smoothing)}
          onInput={onSmoothing}
        />
        <output>{formatWeight(smoothing)}</output>
      </div>
      <button
        type="button"
        className="btn"
        aria-pressed={clip}
        title="Fit y to the bulk of the points. Cut points stay marked with a caret. (O)"
        onClick={() => onClip(!clip)}
      >
        Clip outliers
      </button>
      {zooms.size === 0 ? null : (
        <button
          type="button"
          className="btn"
          aria-label="Reset zoom"
          title="Reset zoom (Z)"
          data-testid="reset-zoom"
          onClick={onReset}
        >
          <Icon name="undo" />
          {[...zooms].map(([over, range]) => zoomText(x, over, range)).join(", ")}
        </button>
      )}
    </div>
  );
}

function zoomText(x: XAxis, over: string, [from, to]: ZoomRange): string {
  if (over !== "") return `${keyText(over)} ${formatValue(from)}\u2013${formatValue(to)}`;
  if (x === "step") return `Steps ${formatStep(Math.round(from))}\u2013${formatStep(Math.round(to))}`;
  if (x === "runtime") return `${formatDuration(Math.max(0, from))} \u2013 ${formatDuration(to)}`;
  return `${formatClock(from * 1_000)}\u2013${formatClock(to * 1_000)}`;
}
