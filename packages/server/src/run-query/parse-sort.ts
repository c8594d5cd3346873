import type { RunSort } from "@stepwell/storage";
import type { FilterField } from "./parse-filter.ts";

/** Reads fields with a sign before them: `-` for descending, `+` or none for ascending. */
export function parseSort(texts: readonly string[], fieldOf: (name: string) => FilterField): RunSort[] {
  return texts.map((text) => ({
    path: fieldOf(text.replace(/^[+-]/, "")).path,
    direction: text.startsWith("-") ? "descending" : "ascending",
  }));
}
