import type { ReactNode } from "react";
import { formatStep } from "../../lib/format-step.ts";
import { matcherProblem } from "../../lib/fuzzy-match.ts";
import type { Smoothing } from "../../lib/smoothing.ts";
import type { ViewState, XAxis } from "../../lib/view-state.ts";
import { FilterField } from "../shell/filter-field.tsx";
import { Icon } from "../shell/icon.tsx";
import type { SetView } from "../shell/use-view.ts";
import "./charts.css";
import { SmoothingControl } from "./smoothing-control.tsx";
import { XMenu } from "./x-menu.tsx";
import { zoomsText } from "./zoom-text.ts";

export interface ChartToolbarProps {
  readonly view: ViewState;
  readonly setView: SetView;
  /** What x may be here, beside metrics. */
  readonly axes: readonly XAxis[];
  /** Keys that x may be. */
  readonly metrics?: readonly string[];
  readonly smoothing: Smoothing;
  /** While dragging, and once at release. */
  readonly setSmoothing: (smoothing: Smoothing, done: boolean) => void;
  /** At the right end. */
  readonly children?: ReactNode;
}

/** The settings that all charts share; each shows its value in place. */
export function ChartToolbar(props: ChartToolbarProps): ReactNode {
  const { view, setView, axes, metrics = [], smoothing, setSmoothing, children } = props;
  const { filter, x, clip, zooms, step } = view;
  return (
    <div className="tool" role="toolbar" aria-label="Chart settings">
      <FilterField
        label="Filter metrics"
        shortcut="/"
        value={filter}
        problem={matcherProblem(filter)}
        onChange={(next, how) => setView({ filter: next }, how)}
      />
      <XMenu
        x={x}
        axes={axes}
        metrics={metrics}
        onChange={(next) => setView({ x: next, zooms: new Map() })}
      />
      <SmoothingControl smoothing={smoothing} setSmoothing={setSmoothing} />
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
          aria-label={`Reset zoom: ${zoomsText(x, zooms)}`}
          title="Reset zoom (Z)"
          data-testid="reset-zoom"
          onClick={() => setView({ zooms: new Map() })}
        >
          <span className="ell zoom-text">{zoomsText(x, zooms)}</span>
          <Icon name="undo" />
        </button>
      )}
      {step === undefined || !axes.includes("step") ? null : (
        <button
          type="button"
          className="btn"
          aria-label={`Let go of step ${formatStep(step)}`}
          title="The step of media, histograms and tables. A click lets go of it."
          onClick={() => setView({ step: undefined })}
        >
          Step {formatStep(step)}
          <Icon name="x" />
        </button>
      )}
      {children === undefined ? null : (
        <>
          <span className="grow" />
          {children}
        </>
      )}
    </div>
  );
}
