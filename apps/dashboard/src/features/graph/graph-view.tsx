import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { formatPlural } from "../../lib/format-plural.ts";
import { useElementSize } from "../../lib/use-element-size.ts";
import type { GraphContent } from "./graph-content.ts";
import { firstLens, fitLens, moveLens, zoomLens, type GraphLens } from "./graph-lens.ts";
import "./graph.css";
import { drawingSize, LayerDrawing, type LayerShade } from "./layer-drawing.tsx";
import { placeLayers } from "./place-layers.ts";

export interface GraphViewProps {
  readonly content: GraphContent;
  readonly label: string;
  /** Colours by the layer's id; undefined for none. */
  readonly shades?: ReadonlyMap<string, LayerShade> | undefined;
}

const tallest = 520;
const stepBy = 60;

/** The layers of a model to move, zoom and ask for details, by pointer, by keys and by buttons. */
export function GraphView({ content, label, shades }: GraphViewProps): ReactNode {
  const host = useRef<HTMLDivElement>(null);
  const measured = useElementSize(host);
  const places = useMemo(() => placeLayers(content), [content]);
  const drawing = useMemo(() => drawingSize(places), [places]);
  const ownHeight = Math.min(tallest, Math.max(120, drawing.height));
  const [moved, setMoved] = useState<GraphLens>();
  const [chosen, setChosen] = useState<string>();
  const drag = useRef<{ x: number; y: number }>(undefined);
  // In a panel it has the height of that.
  const height = measured?.height ?? ownHeight;
  const seen = { width: measured?.width ?? 1, height };
  const lens = moved ?? firstLens(drawing, seen);
  const act = useRef({ lens, zoom: (_factor: number, _place?: readonly [number, number]) => {} });
  act.current = {
    lens,
    zoom: (factor, place = [seen.width / 2, seen.height / 2]) => setMoved(zoomLens(lens, factor, place)),
  };
  const move = (x: number, y: number): void => setMoved(moveLens(lens, [x, y], drawing, seen));

  useEffect(() => {
    const { current } = host;
    // The page scrolls with the wheel, and a listener of React's can't keep the browser from zooming the page.
    const turned = (event: WheelEvent): void => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const area = (event.currentTarget as Element).getBoundingClientRect();
      act.current.zoom(Math.exp(-event.deltaY / 300), [event.clientX - area.left, event.clientY - area.top]);
    };
    current?.addEventListener("wheel", turned, { passive: false });
    return () => current?.removeEventListener("wheel", turned);
  }, []);

  const pressed = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || !knownKeys.has(event.key)) return;
    const { key } = event;
    if (key === "ArrowLeft" || key === "a") move(stepBy, 0);
    else if (key === "ArrowRight" || key === "d") move(-stepBy, 0);
    else if (key === "ArrowUp") move(0, stepBy);
    else if (key === "ArrowDown") move(0, -stepBy);
    else if (key === "+" || key === "=" || key === "w") act.current.zoom(1.25);
    else if (key === "-" || key === "s") act.current.zoom(0.8);
    else setMoved(fitLens(drawing, seen));
    event.preventDefault();
    event.stopPropagation();
    event.nativeEvent.stopImmediatePropagation();
  };

  const layer = content.layers.find(({ id }) => id === chosen);
  return (
    <div className="graph">
      <div
        ref={host}
        className="graph-host"
        style={{ "--graph-height": `${ownHeight}px` }}
        role="group"
        aria-label={`${label}, ${formatPlural(content.layers.length, "layer")}. Arrows move, plus and minus zoom, 0 fits.`}
        data-testid="graph"
        data-scale={lens.scale}
        tabIndex={0}
        onKeyDown={pressed}
        onPointerDown={({ clientX: x, clientY: y, button }) => {
          if (button === 0) drag.current = { x, y };
        }}
        onPointerMove={(event) => {
          const from = drag.current;
          if (from === undefined || event.buttons === 0) return void (drag.current = undefined);
          const [x, y] = [event.clientX - from.x, event.clientY - from.y];
          if (!event.currentTarget.hasPointerCapture(event.pointerId)) {
            // A press without a move is for the layer below it.
            if (Math.hypot(x, y) < 4) return;
            event.currentTarget.setPointerCapture(event.pointerId);
          }
          drag.current = { x: event.clientX, y: event.clientY };
          move(x, y);
        }}
        onPointerUp={() => (drag.current = undefined)}
        onPointerCancel={() => (drag.current = undefined)}
        onDoubleClick={() => setMoved(fitLens(drawing, seen))}
      >
        {measured === undefined ? null : (
          <svg className="layers" width={seen.width} height={height}>
            <g transform={`translate(${lens.x} ${lens.y}) scale(${lens.scale})`}>
              <LayerDrawing
                content={content}
                places={places}
                shades={shades}
                chosen={chosen}
                onChoose={(id) => setChosen(id === chosen ? undefined : id)}
              />
            </g>
          </svg>
        )}
      </div>
      <div className="graph-bar">
        <button
          type="button"
          className="btn ghost icon"
          aria-label="Nearer"
          onClick={() => act.current.zoom(1.25)}
        >
          +
        </button>
        <button
          type="button"
          className="btn ghost icon"
          aria-label="Farther"
          onClick={() => act.current.zoom(0.8)}
        >
          {"\u2212"}
        </button>
        <button type="button" className="btn ghost" onClick={() => setMoved(fitLens(drawing, seen))}>
          Fit
        </button>
        <span className="grow" />
        <span className="badge">{formatPlural(content.layers.length, "layer")}</span>
      </div>
      {layer === undefined ? null : (
        <dl className="graph-details" aria-label={layer.name}>
          <dt>Layer</dt>
          <dd>{layer.name}</dd>
          {layer.details.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
          {shades?.get(layer.id) === undefined ? null : (
            <div>
              <dt>At this step</dt>
              <dd>{shades.get(layer.id)?.text}</dd>
            </div>
          )}
        </dl>
      )}
    </div>
  );
}

const knownKeys: ReadonlySet<string> = new Set([
  "+",
  "=",
  "-",
  "0",
  "w",
  "a",
  "s",
  "d",
  "ArrowLeft",
  "ArrowRight",
  "ArrowUp",
  "ArrowDown",
]);
