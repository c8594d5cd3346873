import { createHash } from "node:crypto";
import { Histogram, Image } from "@stepwell/core";

/** A row as it is given to `log`, in the form in which logged and stored rows are compared. */
export function loggedRow(data: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, loggedValue(value)]));
}

function loggedValue(value: unknown): unknown {
  if (Histogram.isInstance(value)) return { histogram: value.counts, edges: value.edges };
  if (!Array.isArray(value) || !value.every((item) => Image.isInstance(item))) return value;
  return {
    images: value.map((image) => fileHash(image.encoded?.bytes)),
    captions: value.map((image) => image.caption),
  };
}

/** A row as a server returns it, in the same form. */
export function storedRow(row: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(row).map(([key, value]) => [key, storedValue(value)]));
}

function storedValue(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  const { _type: type, values, bins, filenames, captions } = value as Record<string, unknown>;
  if (type === "histogram") return { histogram: values, edges: bins };
  if (type !== "images/separated") return value;
  return { images: (filenames as string[]).map(hashInName), captions };
}

/** Media files carry the first 20 digits of their SHA-256 in their names. */
const HASH_DIGITS = 20;

function hashInName(path: string): string {
  return path.slice(path.lastIndexOf("_") + 1, path.lastIndexOf("."));
}

function fileHash(bytes: Uint8Array | undefined): string {
  return createHash("sha256")
    .update(bytes ?? new Uint8Array())
    .digest("hex")
    .slice(0, HASH_DIGITS);
}
