import { memo, type ReactNode } from "react";
import type { YScale } from "../charts/chart-axes.ts";
import { ChartPanel } from "../charts/chart-panel.tsx";
import type { ChartRun, PanelSpec } from "../charts/panel-spec.ts";
import { rowUnits } from "../layout/pack-rows.ts";
import { MediaInPanel } from "../media/lazy-media-panel.tsx";
import { gridGap, type GridCell } from "./grid-rows.ts";
import type { LayoutEditor } from "./layout-editor.ts";
import { ResizeGrip } from "./resize-grip.tsx";

export interface PanelCellProps {
  readonly cell: GridCell;
  /** From the top of the grid, in CSS pixels. */
  readonly y: number;
  readonly runs: readonly ChartRun[];
  readonly yScaleOf: ((panel: PanelSpec) => YScale) | undefined;
  /** Where panels can be resized. */
  readonly editor: LayoutEditor | undefined;
  readonly isMoving: boolean;
  readonly overlayOf: ((panel: PanelSpec) => ReactNode) | undefined;
}

/** A panel at its place in the grid. Scrolling draws it no second time. */
export const PanelCell = memo(function PanelCell(props: PanelCellProps): ReactNode {
  const { cell, y, runs, yScaleOf, editor, isMoving, overlayOf } = props;
  const { spec, start, units, height } = cell;
  const style = {
    left: `calc(${partOf(start)})`,
    width: `calc(${partOf(units)} - ${gridGap}px)`,
    height,
    transform: `translateY(${y}px)`,
  };
  return (
    <div className="cell" data-cell={spec.id} data-moving={isMoving} style={style}>
      {spec.media === true ? (
        <MediaInPanel panel={spec} runs={runs} />
      ) : (
        <ChartPanel
          panel={spec}
          runs={runs}
          {...(yScaleOf === undefined ? {} : { yScale: yScaleOf(spec) })}
        />
      )}
      {editor === undefined ? null : <ResizeGrip panel={cell} editor={editor} />}
      {overlayOf?.(spec)}
    </div>
  );
});

function partOf(units: number): string {
  return `(100% + ${gridGap}px) * ${units / rowUnits}`;
}
