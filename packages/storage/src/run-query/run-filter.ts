import type { FactScalar, FactValue } from "./run-facts.ts";

/**
 * Which runs to let through. A list fact passes where one of its members does, and `equals` also compares it as a whole.
 * `equals` null passes where there is no such fact. `compares` passes only between values of one type, never for NaN.
 * `matches` searches texts with an RE2 pattern, which takes time in proportion to the text.
 */
export type RunFilter =
  | { readonly kind: "all" | "any"; readonly of: readonly RunFilter[] }
  | { readonly kind: "not"; readonly of: RunFilter }
  | { readonly kind: "equals"; readonly path: string; readonly value: FactValue }
  | { readonly kind: "among"; readonly path: string; readonly values: readonly FactValue[] }
  | {
      readonly kind: "compares";
      readonly path: string;
      readonly is: ">" | ">=" | "<" | "<=";
      readonly value: FactScalar;
    }
  | { readonly kind: "exists"; readonly path: string }
  | { readonly kind: "matches"; readonly path: string; readonly pattern: string };

/** Lets every run through. */
export const EVERY_RUN: RunFilter = { kind: "all", of: [] };
