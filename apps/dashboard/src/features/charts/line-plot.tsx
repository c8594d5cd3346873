import { useEffect, useRef, type ReactNode } from "react";
import { useElementSize } from "../../lib/use-element-size.ts";
import { colours } from "../shell/theme.ts";
import type { ChartModel } from "./build-picture.ts";
import { createChartSurface, type ChartSurface, type ChartZoom, type DrawnState } from "./chart-surface.ts";

export interface LinePlotProps {
  /** Unique on the page. */
  readonly id: string;
  /** The same object while nothing in it changes. */
  readonly model: ChartModel;
  readonly busy?: boolean;
  readonly onDrawn?: (state: DrawnState) => void;
  readonly onZoom?: (zoom: ChartZoom) => void;
  readonly onSettle?: () => void;
  readonly onReset?: () => void;
  readonly onPin?: (run: string | undefined) => void;
  /** A step was chosen for everything that has steps. */
  readonly onStep?: (step: number) => void;
  readonly onWidth?: (width: number) => void;
  readonly surface?: { current: ChartSurface | undefined };
  /** Notes over the plot. */
  readonly children?: ReactNode;
}

/** Lines with their axes in a box that gives the size. It knows nothing of where they come from. */
export function LinePlot(props: LinePlotProps): ReactNode {
  const { id, model, busy = false, onWidth, children } = props;
  const host = useRef<HTMLDivElement>(null);
  const size = useElementSize(host);
  const drawing = useRef<ChartSurface>(undefined);
  const handlers = useRef(props);
  handlers.current = props;

  useEffect(() => {
    const made = createChartSurface({
      id,
      host: host.current as HTMLDivElement,
      onDrawn: (state) => handlers.current.onDrawn?.(state),
      onZoom: (zoom) => handlers.current.onZoom?.(zoom),
      onSettle: () => handlers.current.onSettle?.(),
      onReset: () => handlers.current.onReset?.(),
      onPin: (run) => handlers.current.onPin?.(run),
      onStep: (step) => handlers.current.onStep?.(step),
    });
    const { surface } = handlers.current;
    drawing.current = made;
    if (surface !== undefined) surface.current = made;
    const stop = colours.subscribe(() => made.retheme());
    return () => {
      stop();
      made.destroy();
      drawing.current = undefined;
      if (surface?.current === made) surface.current = undefined;
    };
  }, [id]);
  useEffect(() => drawing.current?.update(model), [model, id]);
  useEffect(() => {
    drawing.current?.resize();
    if (size !== undefined) onWidth?.(size.width);
  }, [size, onWidth]);

  return (
    <div className="plot" ref={host} data-busy={busy} data-step={model.step}>
      {children}
    </div>
  );
}
