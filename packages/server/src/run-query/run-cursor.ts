import { parseJson, printJson } from "@stepwell/protocol";
import type { Json } from "@stepwell/protocol";
import type { FactScalar, FactValue, RunCursor, RunSort } from "@stepwell/storage";
import { queryError, quoted } from "./query-error.ts";

const LONGEST_CURSOR = 500_000;

/** A cursor as a text for clients, which is good for the same order only. */
export function printCursor({ values, number }: RunCursor, sort: readonly RunSort[]): string {
  const boxed = values.map((value): Json => (value === undefined ? [] : [value]));
  const bytes = new TextEncoder().encode(printJson([orderText(sort), boxed, number]));
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replace(/=+$/, "");
}

/** The cursor that `printCursor` made. Throws a `RangeError` for anything else, and for the cursor of another order. */
export function readCursor(text: string, sort: readonly RunSort[]): RunCursor {
  const parsed = text.length > LONGEST_CURSOR ? undefined : decode(text);
  const [order, boxed, number] = Array.isArray(parsed) ? (parsed as readonly Json[]) : [];
  if (typeof order !== "string" || typeof number !== "number" || !isBoxed(boxed, sort.length)) {
    throw queryError("cursor", `${quoted(text)} is none; begin at the start`);
  }
  if (order !== orderText(sort))
    throw queryError("cursor", "it belongs to another order; begin at the start");
  return { values: boxed.map(([value]) => value), number };
}

function decode(text: string): Json | undefined {
  try {
    const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    return parseJson(new TextDecoder().decode(Uint8Array.from(binary, (char) => char.charCodeAt(0))));
  } catch {
    return undefined;
  }
}

function isBoxed(value: Json | undefined, size: number): value is readonly (readonly FactValue[])[] {
  return (
    Array.isArray(value) &&
    value.length === size &&
    value.every((box) => Array.isArray(box) && box.length <= 1 && box.every(isFact))
  );
}

function isFact(value: Json): value is FactValue {
  return isScalar(value) || (Array.isArray(value) && value.every(isScalar));
}

function isScalar(value: Json): value is FactScalar {
  return value === null || (typeof value !== "object" && typeof value !== "bigint");
}

function orderText(sort: readonly RunSort[]): string {
  return sort.map(({ path, direction }) => (direction === "ascending" ? "+" : "-") + path).join(" ");
}
