import { printJson } from "@stepwell/protocol";
import type { FactValue } from "./run-facts.ts";

/** True for what has no place in an order: NaN, null, and a run that has no such fact. */
export function isUnordered(value: FactValue | undefined): boolean {
  return value === undefined || value === null || (typeof value === "number" && Number.isNaN(value));
}

/**
 * Below zero when `a` comes first: booleans, numbers, texts by code unit, lists by their JSON text, then NaN, null and
 * nothing. Zero for equal ones.
 */
export function compareFacts(a: FactValue | undefined, b: FactValue | undefined): number {
  if (typeof a === "number" && typeof b === "number" && a !== b) {
    if (a < b) return -1;
    if (a > b) return 1;
  }
  const ranks = rankOf(a) - rankOf(b);
  if (ranks !== 0) return ranks;
  if (typeof a === "string") return compareTexts(a, b as string);
  if (typeof a === "boolean") return Number(a) - Number(b);
  return Array.isArray(a) ? compareTexts(printJson(a), printJson(b as FactValue)) : 0;
}

/** True for equal facts; NaN equals NaN. */
export function sameFact(a: FactValue | undefined, b: FactValue | undefined): boolean {
  if (a === b) return true;
  if (typeof a === "number") return Number.isNaN(a) && Number.isNaN(b);
  return Array.isArray(a) && Array.isArray(b) && compareFacts(a, b) === 0;
}

function rankOf(value: FactValue | undefined): number {
  if (value === undefined) return 6;
  if (value === null) return 5;
  if (typeof value === "number") return Number.isNaN(value) ? 4 : 1;
  if (typeof value === "boolean") return 0;
  return typeof value === "string" ? 2 : 3;
}

function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
