import type { GraphContent } from "./graph-content.ts";

/** Where a layer stands: rows from the top, columns from the left. */
export interface LayerPlace {
  readonly row: number;
  readonly column: number;
}

/**
 * Places the layers of a model below all that flows into them. Without edges they stand below one another in their
 * order; those on a circle stand below the rest.
 */
export function placeLayers({ layers, edges }: GraphContent): ReadonlyMap<string, LayerPlace> {
  const rows =
    edges.length === 0 ? new Map(layers.map(({ id }, row) => [id, row])) : rowsByFlow(layers, edges);
  const widths = new Map<number, number>();
  return new Map(
    layers.map(({ id }) => {
      const row = rows.get(id) ?? 0;
      const column = widths.get(row) ?? 0;
      widths.set(row, column + 1);
      return [id, { row, column }];
    }),
  );
}

function rowsByFlow(layers: GraphContent["layers"], edges: GraphContent["edges"]): Map<string, number> {
  const rows = new Map(layers.map(({ id }) => [id, 0]));
  const waiting = new Map(layers.map(({ id }) => [id, 0]));
  const after = new Map<string, string[]>();
  for (const [from, to] of edges) {
    waiting.set(to, (waiting.get(to) ?? 0) + 1);
    after.set(from, [...(after.get(from) ?? []), to]);
  }
  const sources = layers.filter(({ id }) => waiting.get(id) === 0);
  const ready = sources.map(({ id }) => id);
  // Grows while it is walked: each layer comes when all before it have come.
  for (const id of ready) {
    for (const next of after.get(id) ?? []) {
      rows.set(next, Math.max(rows.get(next) ?? 0, (rows.get(id) ?? 0) + 1));
      const left = (waiting.get(next) ?? 0) - 1;
      waiting.set(next, left);
      if (left === 0) ready.push(next);
    }
  }
  // An input stands right above the first layer that takes it, not at the top of a model that begins without it.
  for (const { id } of sources) {
    const first = Math.min(...(after.get(id) ?? []).map((next) => rows.get(next) ?? 0));
    if (Number.isFinite(first)) rows.set(id, Math.max(0, first - 1));
  }
  const placed = new Set(ready);
  let last = Math.max(-1, ...ready.map((id) => rows.get(id) ?? 0));
  for (const { id } of layers) {
    if (placed.has(id)) continue;
    last += 1;
    rows.set(id, last);
  }
  return rows;
}
