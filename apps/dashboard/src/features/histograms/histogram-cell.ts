import type { CellView, Json, JsonObject } from "@stepwell/protocol";

/** One logged histogram: `edges` has one more entry than `counts`. */
export interface HistogramColumn {
  readonly step: number;
  readonly edges: Float64Array;
  readonly counts: Float64Array;
  readonly total: number;
}

const mostBins = 4_096;

/** The histograms of a key by step. Cells that are none, or have no step, give a column without bins, so that they are seen. */
export function histogramColumns(cells: readonly CellView[]): HistogramColumn[] {
  return cells.flatMap(({ step, value }) => (step === null ? [] : [{ step, ...parse(value) }]));
}

function parse(value: Json): Omit<HistogramColumn, "step"> {
  const none = { edges: new Float64Array(), counts: new Float64Array(), total: 0 };
  if (typeof value !== "object" || value === null || Array.isArray(value)) return none;
  const cell = value as JsonObject;
  const counts = numbers(cell["values"]);
  const edges = packed(cell["packedBins"]) ?? numbers(cell["bins"]);
  if (counts === undefined || edges === undefined || edges.length !== counts.length + 1) return none;
  if (!edges.every((edge, at) => Number.isFinite(edge) && (at === 0 || edge >= (edges[at - 1] as number))))
    return none;
  return { edges, counts, total: counts.reduce((sum, count) => sum + count, 0) };
}

function packed(value: Json | undefined): Float64Array | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const { min, size, count } = value as JsonObject;
  if (typeof min !== "number" || typeof size !== "number" || typeof count !== "number") return undefined;
  if (!(size > 0) || !Number.isInteger(count) || count < 1 || count > mostBins) return undefined;
  return Float64Array.from({ length: count + 1 }, (_, at) => min + at * size);
}

function numbers(value: Json | undefined): Float64Array | undefined {
  if (!Array.isArray(value) || value.length > mostBins + 1) return undefined;
  return Float64Array.from(value as readonly Json[], (item) =>
    typeof item === "number" || typeof item === "bigint" ? Number(item) : Number.NaN,
  );
}
