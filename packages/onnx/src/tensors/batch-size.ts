/** The first dimension of a tensor; 1 for a scalar and for what is none. */
export function batchSize(value: unknown): number {
  const dims = (value as { dims?: unknown } | null | undefined)?.dims;
  const first: unknown = Array.isArray(dims) ? dims[0] : undefined;
  return typeof first === "number" && first >= 0 && first < Infinity ? first : 1;
}
