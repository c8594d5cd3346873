import type { Json, JsonObject } from "@stepwell/protocol";
import { printJson } from "@stepwell/protocol";
import { jsonLeaves } from "../../lib/json-leaves.ts";

/** One key over all runs: a value for each, undefined where a run has none. */
export interface ValueRow {
  readonly key: string;
  readonly values: readonly (Json | undefined)[];
  /** Not all runs have the same value. */
  readonly differs: boolean;
}

/** The keys of several objects, in the order in which they first come, with each object's value. */
export function valueRows(objects: readonly JsonObject[]): readonly ValueRow[] {
  const columns = objects.map((object) => new Map(jsonLeaves(object)));
  const keys = new Set(columns.flatMap((column) => [...column.keys()]));
  return [...keys].map((key) => {
    const values = columns.map((column) => column.get(key));
    return { key, values, differs: new Set(values.map(identity)).size > 1 };
  });
}

/** The value as a number, if it is one. */
export function numberOf(value: Json | undefined): number | undefined {
  if (typeof value === "number") return value;
  return typeof value === "bigint" ? Number(value) : undefined;
}

function identity(value: Json | undefined): string {
  return value === undefined ? "" : printJson(value);
}
