import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { formatPlural } from "../../lib/format-plural.ts";
import { graphContent, type GraphContent } from "./graph-content.ts";
import { placeLayers, type LayerPlace } from "./place-layers.ts";

const box = { width: 260, height: 44, gapX: 20, gapY: 28, margin: 10 } as const;
const mostBytes = 4 * 1_024 * 1_024;

export interface LoggedGraphProps {
  readonly url: string;
  /** Bytes, where they are known. */
  readonly size: number | undefined;
  readonly label: string;
}

/** The layers of a logged model, drawn from the top down. */
export function LoggedGraph({ url, size, label }: LoggedGraphProps): ReactNode {
  const tooLarge = size !== undefined && size > mostBytes;
  const query = useQuery({
    queryKey: ["graph", url],
    enabled: !tooLarge,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async ({ signal }) => {
      const response = await fetch(url, { signal });
      if (!response.ok) throw new Error(`The server answered ${response.status}.`);
      return graphContent(await response.text()) ?? null;
    },
  });
  if (tooLarge) return <p className="dim">This graph is too large to show here. Download it.</p>;
  if (query.isError || query.data === null)
    return <p className="warn">Could not read this graph. Download it to look at it.</p>;
  if (query.data === undefined) return <p className="dim">…</p>;
  const { layers, more } = query.data;
  return (
    <>
      <div className="scroll-x" role="region" aria-label={label} tabIndex={0}>
        <Drawing content={query.data} label={`${label}, ${formatPlural(layers.length, "layer")}`} />
      </div>
      {more === 0 ? null : <p className="dim">{formatPlural(more, "more layer")}: download the graph.</p>}
    </>
  );
}

function Drawing({ content, label }: { readonly content: GraphContent; readonly label: string }): ReactNode {
  const places = placeLayers(content);
  const all = [...places.values()];
  const columns = Math.max(0, ...all.map(({ column }) => column)) + 1;
  const rows = Math.max(0, ...all.map(({ row }) => row)) + 1;
  const width = 2 * box.margin + columns * (box.width + box.gapX) - box.gapX;
  const height = 2 * box.margin + rows * (box.height + box.gapY) - box.gapY;
  return (
    <svg className="layers" width={width} height={height} role="img" aria-label={label}>
      {content.edges.map(([from, to], at) => {
        const start = places.get(from);
        const end = places.get(to);
        return start === undefined || end === undefined ? null : <path key={at} d={flow(start, end)} />;
      })}
      {content.layers.map(({ id, name, facts }) => {
        const { x, y } = corner(places.get(id) ?? { row: 0, column: 0 });
        return (
          <g key={id} transform={`translate(${x} ${y})`} data-layer={name}>
            <title>{`${name}\n${facts}`}</title>
            <rect width={box.width} height={box.height} rx={4} />
            <text x={10} y={18}>
              {name}
            </text>
            <text x={10} y={34} className="facts">
              {facts}
            </text>
          </g>
        );
      })}
    </svg>
  );
}

function corner({ row, column }: LayerPlace): { x: number; y: number } {
  return { x: box.margin + column * (box.width + box.gapX), y: box.margin + row * (box.height + box.gapY) };
}

function flow(from: LayerPlace, to: LayerPlace): string {
  const start = corner(from);
  const end = corner(to);
  const [x1, y1, x2, y2] = [start.x + box.width / 2, start.y + box.height, end.x + box.width / 2, end.y];
  const bend = Math.abs(y2 - y1) / 2;
  return `M${x1} ${y1}C${x1} ${y1 + bend} ${x2} ${y2 - bend} ${x2} ${y2}`;
}
