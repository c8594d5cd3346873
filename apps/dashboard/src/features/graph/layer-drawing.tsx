import type { KeyboardEvent, ReactNode } from "react";
import type { GraphContent } from "./graph-content.ts";
import type { LayerPlace } from "./place-layers.ts";

/** How a layer is coloured, and what it says of that. */
export interface LayerShade {
  /** 0 to 8; undefined for a value that is not finite. */
  readonly shade: number | undefined;
  readonly text: string;
}

export interface LayerDrawingProps {
  readonly content: GraphContent;
  readonly places: ReadonlyMap<string, LayerPlace>;
  /** By the layer's id; undefined while no colours are wanted. */
  readonly shades: ReadonlyMap<string, LayerShade> | undefined;
  readonly chosen: string | undefined;
  readonly onChoose: (layer: string) => void;
}

const box = { width: 260, height: 44, gapX: 36, gapY: 28, margin: 32 } as const;

/** How large the drawing of placed layers is, in CSS pixels. */
export function drawingSize(places: ReadonlyMap<string, LayerPlace>): { width: number; height: number } {
  const all = [...places.values()];
  const columns = all.reduce((most, { column }) => Math.max(most, column), 0) + 1;
  const rows = all.reduce((most, { row }) => Math.max(most, row), 0) + 1;
  return {
    width: 2 * box.margin + columns * (box.width + box.gapX) - box.gapX,
    height: 2 * box.margin + rows * (box.height + box.gapY) - box.gapY,
  };
}

/** Layers as boxes and what flows between them; one of the boxes is in the order of Tab, arrows go on to the next. */
export function LayerDrawing({ content, places, shades, chosen, onChoose }: LayerDrawingProps): ReactNode {
  const { layers, edges } = content;
  const inOrder = chosen ?? layers[0]?.id;
  return (
    <>
      {edges.map(([from, to], at) => {
        const start = places.get(from);
        const end = places.get(to);
        return start === undefined || end === undefined ? null : <path key={at} d={flow(start, end)} />;
      })}
      {layers.map(({ id, name, facts }) => {
        const { x, y } = corner(places.get(id) ?? { row: 0, column: 0 });
        const shade = shades?.get(id);
        return (
          <g
            key={id}
            transform={`translate(${x} ${y})`}
            data-layer={name}
            data-shade={shade === undefined ? undefined : (shade.shade ?? "none")}
            role="button"
            tabIndex={id === inOrder ? 0 : -1}
            aria-pressed={id === chosen}
            onClick={() => onChoose(id)}
            onKeyDown={(event) => pressed(event, () => onChoose(id))}
          >
            <rect className="box" width={box.width} height={box.height} rx={4} />
            {shade === undefined ? null : <rect className="shade" width={12} height={box.height} rx={4} />}
            <text x={20} y={18}>
              {cut(name, shade === undefined ? 33 : 22)}
            </text>
            <text x={20} y={34} className="facts">
              {cut(facts, 42)}
            </text>
            {shade === undefined ? null : (
              <text x={box.width - 10} y={18} className="value">
                {shade.text}
              </text>
            )}
          </g>
        );
      })}
    </>
  );
}

function pressed(event: KeyboardEvent<SVGGElement>, choose: () => void): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const { currentTarget, key } = event;
  if (key === "Enter" || key === " ") choose();
  else if (key === "ArrowDown" || key === "ArrowUp") {
    const all = [...(currentTarget.parentElement?.querySelectorAll<SVGGElement>("g[data-layer]") ?? [])];
    all[all.indexOf(currentTarget) + (key === "ArrowDown" ? 1 : -1)]?.focus();
  } else return;
  event.preventDefault();
  event.stopPropagation();
}

function corner({ row, column }: LayerPlace): { x: number; y: number } {
  return { x: box.margin + column * (box.width + box.gapX), y: box.margin + row * (box.height + box.gapY) };
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}\u2026`;
}

function flow(from: LayerPlace, to: LayerPlace): string {
  const start = corner(from);
  const end = corner(to);
  if (from.column === to.column && to.row - from.row !== 1) {
    // Around the layers between them.
    const [x, y1, y2] = [start.x + box.width, start.y + box.height / 2, end.y + box.height / 2];
    return `M${x} ${y1}C${x + 36} ${y1} ${x + 36} ${y2} ${x} ${y2}`;
  }
  const [x1, y1, x2, y2] = [start.x + box.width / 2, start.y + box.height, end.x + box.width / 2, end.y];
  const bend = Math.abs(y2 - y1) / 2;
  return `M${x1} ${y1}C${x1} ${y1 + bend} ${x2} ${y2 - bend} ${x2} ${y2}`;
}
