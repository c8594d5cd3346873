import type { ReactNode } from "react";
import { formatDuration } from "../../lib/format-duration.ts";
import { keyText } from "../../lib/format-key.ts";
import { formatStep } from "../../lib/format-step.ts";
import { formatClock } from "../../lib/format-time.ts";
import { formatValue } from "../../lib/format-value.ts";
import { formatWeight } from "../../lib/format-weight.ts";
import { matcherProblem } from "../../lib/fuzzy-match.ts";
import type { ViewState, XAxis } from "../../lib/view-state.ts";
import type { ZoomRange } from "../../lib/zooms.ts";
import { FilterField } from "../shell/filter-field.tsx";
import { Icon } from "../shell/icon.tsx";
import { Slider } from "../shell/slider.tsx";
import type { SetView } from "../shell/use-view.ts";

export interface ChartToolbarProps {
  readonly view: ViewState;
  readonly setView: SetView;
  /** What x may be here. */
  readonly axes: readonly XAxis[];
  readonly smoothing: number;
  /** While dragging, and once at release. */
  readonly setSmoothing: (weight: number, done: boolean) => void;
}

const axisNames: Record<XAxis, string> = { step: "Step", wall: "Time", runtime: "Relative" };

/** The settings that all charts share; each shows its value in place. */
export function ChartToolbar(props: ChartToolbarProps): ReactNode {
  const { view, setView, axes, smoothing, setSmoothing } = props;
  const { filter, x, clip, zooms } = view;
  return (
    <div className="tool" role="toolbar" aria-label="Chart settings">
      <FilterField
        label="Filter metrics"
        shortcut="/"
        value={filter}
        problem={matcherProblem(filter)}
        onChange={(next) => setView({ filter: next }, { replace: true })}
      />
      <label className="btn select" title={x === "runtime" ? "Seconds that the process has run" : undefined}>
        <span className="k">x</span>
        <select
          aria-label="x axis"
          value={x}
          onChange={(event) => setView({ x: event.target.value as XAxis, zooms: new Map() })}
        >
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
          onInput={setSmoothing}
        />
        <output>{formatWeight(smoothing)}</output>
      </div>
      <button
        type="button"
        className="btn"
        aria-pressed={clip}
        title="Fit y to the bulk of the points. Cut points stay marked with a caret. (O)"
        onClick={() => setView({ clip: !clip })}
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
          onClick={() => setView({ zooms: new Map() })}
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
