import type { TensorLike } from "../session-like.ts";

/** A value as a tensor whose data are in memory; undefined for anything else. Throws what the value's own members throw. */
export function asTensor(value: unknown): TensorLike | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { type, dims, location } = value as Partial<TensorLike>;
  if (typeof type !== "string" || !Array.isArray(dims)) return undefined;
  if (location !== undefined && location !== "cpu" && location !== "cpu-pinned") return undefined;
  const { data } = value as Partial<TensorLike>;
  return Array.isArray(data) || ArrayBuffer.isView(data) ? (value as TensorLike) : undefined;
}
