/** A run or an artifact version in the graph of where things come from. Columns go from left to right. */
export interface LineageNode {
  readonly id: string;
  readonly column: number;
  readonly kind: "artifact" | "run" | "more";
  readonly label: string;
}

/** What came from what, by ids. */
export interface Lineage<T extends LineageNode> {
  readonly nodes: readonly T[];
  readonly edges: readonly (readonly [from: string, to: string])[];
}

/** Size of a box, and the room between boxes, in px. */
export const lineageBox = { width: 190, height: 32, gapX: 56, gapY: 12 } as const;

export interface PlacedLineage<T extends LineageNode> {
  readonly nodes: readonly { readonly node: T; readonly left: number; readonly top: number }[];
  readonly edges: readonly { readonly id: string; readonly from: Point; readonly to: Point }[];
  readonly width: number;
  readonly height: number;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Puts nodes into columns that are centred on each other. */
export function placeLineage<T extends LineageNode>({ nodes, edges }: Lineage<T>): PlacedLineage<T> {
  const { width, height, gapX, gapY } = lineageBox;
  const columns = [...new Set(nodes.map(({ column }) => column))].toSorted((a, b) => a - b);
  const members = columns.map((column) => nodes.filter((node) => node.column === column));
  const tallest = Math.max(0, ...members.map(({ length }) => length));
  const total = tallest * height + Math.max(0, tallest - 1) * gapY;
  const placed = members.flatMap((column, at) => {
    const own = column.length * height + (column.length - 1) * gapY;
    return column.map((node, row) => ({
      node,
      left: at * (width + gapX),
      top: (total - own) / 2 + row * (height + gapY),
    }));
  });
  const byId = new Map(placed.map((box) => [box.node.id, box]));
  return {
    nodes: placed,
    edges: edges.flatMap(([from, to]) => {
      const [left, right] = [byId.get(from), byId.get(to)];
      if (left === undefined || right === undefined) return [];
      return [
        {
          id: `${from} ${to}`,
          from: { x: left.left + width, y: left.top + height / 2 },
          to: { x: right.left, y: right.top + height / 2 },
        },
      ];
    }),
    width: columns.length * width + Math.max(0, columns.length - 1) * gapX,
    height: total,
  };
}
